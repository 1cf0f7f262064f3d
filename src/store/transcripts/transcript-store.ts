import { sql, type Kysely } from "kysely";
import type { TranscriptStore } from "../../domain/transcripts/ports.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { mobilityTimeline } from "../changes/timeline.js";
import { awaitDecisions, decideForPartner, type DecideContext } from "../changes/partnership.js";
import type { Tables } from "../sql/tables.js";
import { listIssued, listReceived } from "./lists.js";
import { loadDecisions, loadIssued, loadReceipt, loadReceived, loadVersions, saveIssued, saveReceipt, toIssued } from "./rows.js";

/** Transcripts that we issue and receive, their versions, and what we recognise. */
export const transcriptStore = (context: DecideContext): TranscriptStore => {
  const { db } = context;
  return {
    decideIssued: (key, decide) => decideForPartner(context, key, async (tx, now) => {
      const decision = decide(await loadIssued(tx, key), now);
      await saveIssued(tx, decision);
      return decision;
    }),
    decideReceived: (key, decide) => decideForPartner(context, key, async (tx, now) => {
      const decision = decide(await loadReceipt(tx, key), now);
      await saveReceipt(tx, key, decision);
      if (decision.received) await watch(tx, key);
      return decision;
    }),
    issued: (key) => loadIssued(db, key),
    received: (key) => loadReceived(db, key),
    listIssued: (heiId, filter, page) => listIssued(db, heiId, filter, page),
    listReceived: (heiId, filter, page) => listReceived(db, heiId, filter, page),
    knownOf: async (heiId, partnerHeiId) =>
      (await db.selectFrom("received_transcripts").select("omobility_id").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("gone_at", "is", null).orderBy("omobility_id").execute()).map(({ omobility_id }) => omobility_id as OmobilityId),
    receivedVersions: (key) => loadVersions(db, key),
    decisions: (key) => loadDecisions(db, key),
    timeline: (heiId, mobility) => mobilityTimeline(db, heiId, mobility),
    ...served(db),
  };
};

/** From the first transcript on, the partner is looked at periodically (PROTOCOL 6.8.4). */
const watch = async (db: Kysely<Tables>, { heiId, partnerHeiId }: { readonly heiId: HeiId; readonly partnerHeiId: HeiId }): Promise<void> => {
  await db.insertInto("pulls").values({ hei_id: heiId, partner_hei_id: partnerHeiId, api: "imobility-tors" }).onConflict((on) => on.columns(["hei_id", "partner_hei_id", "api"]).doNothing()).execute();
};

/** What partners and the statistics portal ask. */
const served = (db: Kysely<Tables>): Pick<TranscriptStore, "servedTo" | "indexFor" | "statistics"> => {
  const issued = (heiId: HeiId) => db.selectFrom("issued_transcripts").where("hei_id", "=", heiId).where("stage", "=", "issued");
  return {
    servedTo: async (heiId, partnerHeiId, ids) =>
      (await issued(heiId).where("partner_hei_id", "=", partnerHeiId).where(sql<boolean>`omobility_id = any(${ids}::text[])`).select(["doc", "changed_at"]).execute()).map(toIssued),
    indexFor: async (heiId, partnerHeiId, changedSince) => {
      await awaitDecisions(db, heiId, partnerHeiId);
      const rows = await issued(heiId).where("partner_hei_id", "=", partnerHeiId)
        .$if(changedSince !== undefined, (query) => query.where("changed_at", ">=", changedSince as Date)).select("omobility_id").orderBy("omobility_id").execute();
      return rows.map(({ omobility_id }) => omobility_id as OmobilityId);
    },
    statistics: async (heiId) => {
      const rows = await issued(heiId).select(["academic_year_id", sql<string>`count(*)`.as("total")]).groupBy("academic_year_id").orderBy("academic_year_id").execute();
      return rows.map(({ academic_year_id, total }) => ({ academicYearId: academic_year_id, total: Number(total) }));
    },
  };
};
