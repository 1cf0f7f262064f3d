import type { PartnerCopy } from "../../domain/agreements/model.js";
import { given } from "../../kernel/given.js";
import type { Schema } from "../operation.js";

/** One line of the list of copies that wait. */
export const presentIncomingSummary = ({ partnerHeiId, iiaId, current, confirmedAt, goneAt }: PartnerCopy, partnerName?: string): Schema<"IncomingSummary"> => ({
  partnerHeiId, iiaId, hash: current.hash, version: current.version, validForApproval: current.validForApproval, conditions: current.copy.conditions.length,
  receivedAt: current.receivedAt.toISOString(), confirmedAt: confirmedAt.toISOString(),
  ...given({ partnerName, iiaCode: current.copy.owner.iiaCode, goneAt: goneAt?.toISOString() }),
});
