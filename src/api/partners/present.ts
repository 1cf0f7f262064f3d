import { given } from "../../kernel/given.js";
import type { ApiEntry, CatalogueHei } from "../../registry/model.js";
import type { Schema } from "../operation.js";
import type { SpokenApi } from "../services.js";
import { missingForAgreements } from "./readiness.js";

/** An institution with what hosts offer for it. */
export interface NetworkMember {
  readonly hei: CatalogueHei;
  readonly entries: readonly ApiEntry[];
}

export const presentPartnerSummary = ({ hei, entries }: NetworkMember, needed: readonly SpokenApi[]): Schema<"PartnerSummary"> => ({
  heiId: hei.id, names: hei.names, covered: entries.length > 0,
  apis: entries.map(({ element, version }) => ({ name: element, version })),
  readyForAgreements: missingForAgreements(entries, needed).length === 0,
});

export const presentPartner = ({ hei, entries }: NetworkMember, needed: readonly SpokenApi[]): Schema<"Partner"> => {
  const missing = missingForAgreements(entries, needed);
  return {
    heiId: hei.id, names: hei.names, otherIds: hei.otherIds, covered: entries.length > 0,
    apis: entries.map(presentEntry), readyForAgreements: missing.length === 0, missing,
  };
};

const presentEntry = ({ element, version, urls, adminEmails, adminProvider }: ApiEntry): Schema<"Partner">["apis"][number] =>
  ({ name: element, version, urls, adminEmails, ...given({ provider: adminProvider }) });
