import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Change } from "../../domain/changes.js";
import type { NewDelivery } from "../../outbox/ports.js";
import type { Tables } from "../sql/tables.js";

/** What makes a mobility of ours `live` or `recognized` for a partner of the older workflow. */
const isProgress = (change: Change): change is Extract<Change, { kind: "la-changed" | "recognition-decided" }> =>
  (change.kind === "la-changed" && change.what === "approved") || (change.kind === "recognition-decided" && change.status !== "open");

/**
 * In the older workflow the nomination itself says how far the mobility is (PROTOCOL 6.4.6), so its partner has to hear of that. Only
 * nominations whose verdict was heard that way: in the current workflow nothing of the nomination changes.
 */
export const olderProgress = async (tx: Kysely<Tables>, changes: readonly Change[], dueAt: Date): Promise<readonly NewDelivery[]> => {
  const announcements: NewDelivery[] = [];
  for (const { heiId, partnerHeiId, omobilityId } of changes.filter(isProgress)) {
    const told = await tx.selectFrom("omobilities").select("id").where("hei_id", "=", heiId).where("id", "=", omobilityId).where("partner_hei_id", "=", partnerHeiId)
      .where("status", "=", "approved").where(sql<boolean>`doc ? 'heard'`).executeTakeFirst();
    if (told) announcements.push({ kind: "omobility-cnr", heiId, partnerHeiId, objectId: omobilityId, dueAt });
  }
  return announcements;
};
