import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { CatalogueStatus } from "../../../registry/catalogue.js";
import type { Difference } from "../../../registry/refresh/changes.js";
import type { Schema } from "../../operation.js";

/** `starting` until the first catalogue ever was read: nothing is wrong yet. */
export const catalogueState = ({ state, lastSuccess }: CatalogueStatus): Schema<"CatalogueState">["state"] =>
  state === "unavailable" && lastSuccess === undefined ? "starting" : state;

export const presentCatalogue = (status: CatalogueStatus): Schema<"CatalogueState"> => {
  const { url, ageMs, sha256, lastSuccess, lastAttempt, lastFailure, alarm, nextDue, statistics, changes } = status;
  return {
    url, state: catalogueState(status), nextDueAt: nextDue.toISOString(),
    ...given({
      ageMs, sha256, alarm, statistics, changes: changes && { heis: presentDifference(changes.heis), apis: presentDifference(changes.apis), clientKeys: presentDifference(changes.clientKeys) },
      lastSuccessAt: lastSuccess?.toISOString(), lastAttemptAt: lastAttempt?.toISOString(),
      lastFailure: lastFailure && { ...omit(lastFailure, "overSince"), at: lastFailure.at.toISOString(), ...given({ overSince: lastFailure.overSince?.toISOString() }) },
    }),
  };
};

const presentDifference = ({ added, removed }: Difference): Schema<"CatalogueDifference"> => ({
  added: { count: added.count, examples: [...added.examples] }, removed: { count: removed.count, examples: [...removed.examples] },
});
