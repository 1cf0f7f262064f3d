import type { Kysely } from "kysely";
import type { TranscriptStore } from "../../domain/transcripts/ports.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { mobilityTimeline } from "../changes/timeline.js";
import { decisionsForPartners, type DecideContext } from "../changes/partnership.js";
import type { Tables } from "../sql/tables.js";
import { listReceived } from "./lists.js";
import { outgoingTranscripts } from "./outgoing-store.js";
import { loadDecisions, loadReceipt, loadReceived, loadVersions, saveReceipt } from "./rows.js";

/** Transcripts that we issue and receive, their versions, and what we recognise. */
export const transcriptStore = (context: DecideContext): TranscriptStore => {
  const { db } = context;
  const decideForPartner = decisionsForPartners(context);
  return {
    ...outgoingTranscripts(context),
    decideReceived: (key, decide) => decideForPartner(key, async (tx, now) => {
      const decision = decide(await loadReceipt(tx, key), now);
      await saveReceipt(tx, key, decision);
      if (decision.received) await watch(tx, key);
      return decision;
    }),
    received: (key) => loadReceived(db, key),
    listReceived: (heiId, filter, page) => listReceived(db, heiId, filter, page),
    knownOf: async (heiId, partnerHeiId) =>
      (await db.selectFrom("received_transcripts").select("omobility_id").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("gone_at", "is", null).orderBy("omobility_id").execute()).map(({ omobility_id }) => omobility_id as OmobilityId),
    receivedVersions: (key) => loadVersions(db, key),
    decisions: (key) => loadDecisions(db, key),
    timeline: (heiId, mobility) => mobilityTimeline(db, heiId, mobility),
  };
};

/** From the first transcript on, the partner is looked at periodically (PROTOCOL 6.8.4). */
const watch = async (db: Kysely<Tables>, { heiId, partnerHeiId }: { readonly heiId: HeiId; readonly partnerHeiId: HeiId }): Promise<void> => {
  await db.insertInto("pulls").values({ hei_id: heiId, partner_hei_id: partnerHeiId, api: "imobility-tors" }).onConflict((on) => on.columns(["hei_id", "partner_hei_id", "api"]).doNothing()).execute();
};
