import { sql, type Kysely } from "kysely";
import type { IssuedTranscript, OutgoingTranscript } from "../../domain/transcripts/outgoing/model.js";
import type { IssueDecision, OutgoingTranscriptStore } from "../../domain/transcripts/outgoing/ports.js";
import { plain, yearsOf } from "../../domain/statistics/model.js";
import type { TranscriptKey } from "../../domain/transcripts/model.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { awaitDecisions, decisionsForPartners, type DecideContext } from "../changes/partnership.js";
import { refuseRemoved } from "../retention/removed.js";
import { fromJson, toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { readCounts } from "../statistics/statistics-store.js";
import { listOutgoing } from "./lists.js";
import { keyColumns, toOutgoing } from "./rows.js";

const KEY = ["hei_id", "partner_hei_id", "omobility_id"] as const;
const toIssued = ({ doc, pdf }: { doc: string; pdf: Buffer | null }): IssuedTranscript => ({ ...fromJson<IssuedTranscript>(doc), ...(pdf && { pdf }) });

/** Transcripts that we issue, with every version that was sent. */
export const outgoingTranscripts = (context: DecideContext): OutgoingTranscriptStore => {
  const { db } = context;
  const decideForPartner = decisionsForPartners(context);
  return {
    decideOutgoing: (key, decide) => decideForPartner(key, async (tx, now) => {
      const found = await load(tx, key);
      const decision = decide(found, now);
      if (decision.outgoing && !found) await refuseRemoved(tx, "outgoing-transcripts", { ...key, objectId: key.omobilityId });
      await save(tx, decision);
      return decision;
    }),
    outgoing: (key) => load(db, key),
    listOutgoing: (heiId, filter, page) => listOutgoing(db, heiId, filter, page),
    issuedVersions: async (key) =>
      (await db.selectFrom("issued_transcript_versions").select(["doc", "pdf"]).where((e) => e.and(keyColumns(key))).orderBy("revision", "desc").execute()).map(toIssued),
    ...served(db),
  };
};

const load = async (db: Kysely<Tables>, key: TranscriptKey): Promise<OutgoingTranscript | undefined> => {
  const row = await db.selectFrom("issued_transcripts").select("doc").where((e) => e.and(keyColumns(key))).executeTakeFirst();
  return row && toOutgoing(row);
};

const save = async (db: Kysely<Tables>, { outgoing, pdf, removed, changes }: IssueDecision): Promise<void> => {
  if (removed) await db.deleteFrom("issued_transcripts").where((e) => e.and(keyColumns(removed))).execute();
  if (!outgoing) return;
  const { revision, stage, version, transcript, content, known, changedAt } = outgoing;
  const values = { revision, stage, version, academic_year_id: transcript?.academicYearId ?? content.academicYearId ?? known?.academicYearId ?? "", doc: toJson(outgoing) };
  const isSeen = changes.some(({ kind }) => kind === "transcript-changed");
  await db.insertInto("issued_transcripts").values({ ...keyColumns(outgoing), ...values, changed_at: changedAt })
    .onConflict((on) => on.columns(KEY).doUpdateSet({ ...values, ...(isSeen && { changed_at: changedAt }) })).execute();
  if (pdf) await db.insertInto("issued_transcript_versions").values({ ...keyColumns(outgoing), revision: version, doc: toJson(outgoing), pdf: Buffer.from(pdf) }).execute();
};

/** What partners and the statistics portal ask. */
const served = (db: Kysely<Tables>): Pick<OutgoingTranscriptStore, "servedTo" | "indexFor" | "statistics"> => {
  const issued = (heiId: HeiId) => db.selectFrom("issued_transcripts").where("hei_id", "=", heiId).where("stage", "=", "issued");
  return {
    servedTo: async (heiId, partnerHeiId, ids) => {
      const { rows } = await sql<{ doc: string; pdf: Buffer | null }>`
        select v.doc, v.pdf from issued_transcripts t join issued_transcript_versions v
          on v.hei_id = t.hei_id and v.partner_hei_id = t.partner_hei_id and v.omobility_id = t.omobility_id and v.revision = t.version
        where t.hei_id = ${heiId} and t.partner_hei_id = ${partnerHeiId} and t.stage = 'issued' and t.omobility_id = any(${ids}::text[])`.execute(db);
      return rows.map(toIssued);
    },
    indexFor: async (heiId, partnerHeiId, changedSince) => {
      await awaitDecisions(db, heiId, partnerHeiId);
      const rows = await issued(heiId).where("partner_hei_id", "=", partnerHeiId)
        .$if(changedSince !== undefined, (query) => query.where("changed_at", ">=", changedSince as Date)).select("omobility_id").orderBy("omobility_id").execute();
      return rows.map(({ omobility_id }) => omobility_id as OmobilityId);
    },
    statistics: async (heiId) => yearsOf("outgoing-transcripts", await readCounts(db, heiId, "outgoing-transcripts")).map((year) => ({ academicYearId: year.academicYear, ...plain(year) })),
  };
};
