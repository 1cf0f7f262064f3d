import type { Kysely } from "kysely";
import type { ReceivedTranscript, TranscriptKey } from "../../domain/transcripts/model.js";
import type { OutgoingTranscript } from "../../domain/transcripts/outgoing/model.js";
import type { FoundReceipt, ReceiptDecision } from "../../domain/transcripts/ports.js";
import type { RecognitionDecision } from "../../domain/recognition/model.js";
import type { ReceivedVersion } from "../../domain/transcripts/model.js";
import { fromJson, toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";

/** The columns of a key. */
export const keyColumns = ({ heiId, partnerHeiId, omobilityId }: TranscriptKey) => ({ hei_id: heiId, partner_hei_id: partnerHeiId, omobility_id: omobilityId });

export const toOutgoing = (row: { doc: string }): OutgoingTranscript => fromJson<OutgoingTranscript>(row.doc);
export const toReceived = (row: { doc: string }): ReceivedTranscript => fromJson<ReceivedTranscript>(row.doc);

export const loadReceived = async (db: Kysely<Tables>, key: TranscriptKey): Promise<ReceivedTranscript | undefined> => {
  const row = await db.selectFrom("received_transcripts").select("doc").where((e) => e.and(keyColumns(key))).executeTakeFirst();
  return row && toReceived(row);
};

export const loadDecisions = async (db: Kysely<Tables>, key: TranscriptKey): Promise<readonly RecognitionDecision[]> =>
  (await db.selectFrom("recognition_decisions").select("doc").where((e) => e.and(keyColumns(key))).orderBy("version", "desc").execute()).map((row) => fromJson<RecognitionDecision>(row.doc));

export const loadVersions = async (db: Kysely<Tables>, key: TranscriptKey): Promise<readonly ReceivedVersion[]> =>
  (await db.selectFrom("received_transcript_versions").select("doc").where((e) => e.and(keyColumns(key))).orderBy("version", "desc").execute()).map((row) => fromJson<ReceivedVersion>(row.doc));

/** What a look or an officer's decision starts from. */
export const loadReceipt = async (db: Kysely<Tables>, key: TranscriptKey): Promise<FoundReceipt> => {
  const received = await loadReceived(db, key);
  const row = await db.selectFrom("recognition_decisions").select("doc").where((e) => e.and(keyColumns(key))).orderBy("version", "desc").limit(1).executeTakeFirst();
  const decision = row && fromJson<RecognitionDecision>(row.doc);
  const on = decision && await db.selectFrom("received_transcript_versions").select("doc").where((e) => e.and({ ...keyColumns(key), version: decision.transcriptVersion })).executeTakeFirst();
  return { ...(received && { received }), ...(decision && { decision }), ...(on && { decidedOn: fromJson<ReceivedVersion>(on.doc).transcript }) };
};

export const saveReceipt = async (db: Kysely<Tables>, key: TranscriptKey, { received, decision }: ReceiptDecision): Promise<void> => {
  if (received) {
    const values = { revision: received.revision, gone_at: received.goneAt ?? null, doc: toJson(received) };
    await db.insertInto("received_transcripts").values({ ...keyColumns(key), ...values }).onConflict((on) => on.columns(["hei_id", "partner_hei_id", "omobility_id"]).doUpdateSet(values)).execute();
    await db.insertInto("received_transcript_versions").values({ ...keyColumns(key), version: received.current.version, doc: toJson(received.current) })
      .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "omobility_id", "version"]).doNothing()).execute();
  }
  // A version of a decision is written once: it is never replaced.
  if (decision) await db.insertInto("recognition_decisions").values({ ...keyColumns(key), version: decision.version, doc: toJson(decision) }).execute();
};
