import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { CatalogueStatus } from "../../../registry/catalogue.js";
import type { Schema } from "../../operation.js";

/** `starting` until the first catalogue ever was read: nothing is wrong yet. */
export const catalogueState = ({ state, lastSuccess }: CatalogueStatus): Schema<"CatalogueState">["state"] =>
  state === "unavailable" && lastSuccess === undefined ? "starting" : state;

export const presentCatalogue = (status: CatalogueStatus): Schema<"CatalogueState"> => {
  const { url, ageMs, sha256, lastSuccess, lastAttempt, lastFailure, alarm, nextDue, statistics } = status;
  return {
    url, state: catalogueState(status), nextDueAt: nextDue.toISOString(),
    ...given({
      ageMs, sha256, alarm, statistics,
      lastSuccessAt: lastSuccess?.toISOString(), lastAttemptAt: lastAttempt?.toISOString(),
      lastFailure: lastFailure && { ...omit(lastFailure, "overSince"), at: lastFailure.at.toISOString(), ...given({ overSince: lastFailure.overSince?.toISOString() }) },
    }),
  };
};
