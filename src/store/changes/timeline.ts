import type { Kysely } from "kysely";
import type { Change } from "../../domain/changes.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { fromJson, toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";

/** Records what happened, under the agreement or the mobility that it belongs to. */
export const saveTimeline = async (db: Kysely<Tables>, changes: readonly Change[]): Promise<void> => {
  if (changes.length === 0) return;
  await db.insertInto("timeline").values(changes.map((change) => ({ hei_id: change.heiId, ...objectOf(change), doc: toJson(change), position: null }))).execute();
};

const objectOf = (change: Change) => ({
  iia_id: "iiaId" in change ? change.iiaId ?? null : null,
  sending_hei_id: "omobilityId" in change ? change.sendingHeiId : null,
  omobility_id: "omobilityId" in change ? change.omobilityId : null,
});

/** All that happened to one mobility, newest first: nomination, learning agreement, arrival, transcript. */
export const mobilityTimeline = async (db: Kysely<Tables>, heiId: HeiId, mobility: { readonly sendingHeiId: HeiId; readonly omobilityId: OmobilityId }): Promise<readonly Change[]> => {
  const rows = await db.selectFrom("timeline").select("doc")
    .where("hei_id", "=", heiId).where("sending_hei_id", "=", mobility.sendingHeiId).where("omobility_id", "=", mobility.omobilityId).orderBy("id", "desc").execute();
  return rows.map((row) => fromJson<Change>(row.doc));
};
