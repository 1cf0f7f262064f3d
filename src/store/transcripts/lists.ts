import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Page, PageRequest } from "../../domain/page.js";
import type { RecognitionDecision } from "../../domain/recognition/model.js";
import type { OutgoingTranscript } from "../../domain/transcripts/outgoing/model.js";
import type { OutgoingTranscriptFilter } from "../../domain/transcripts/outgoing/ports.js";
import type { Receipt, ReceivedFilter } from "../../domain/transcripts/ports.js";
import type { HeiId } from "../../kernel/ids.js";
import { withinUnits } from "../access/record-units.js";
import { cursorOf, pageOf, readCursor } from "../sql/cursor.js";
import { fromJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { countedAs } from "../statistics/statistics-store.js";
import { toOutgoing, toReceived } from "./rows.js";

interface KeyRow {
  readonly partner_hei_id: string;
  readonly omobility_id: string;
}

/** Lists go in the order of partner and id, which never change. */
const cursorAfter = ({ partner_hei_id, omobility_id }: KeyRow): string => cursorOf(partner_hei_id, omobility_id);
const beyond = (page: PageRequest): RawBuilder<unknown> => {
  const after = readCursor(page, 2);
  return after === undefined ? sql`true` : sql`(t.partner_hei_id, t.omobility_id) > (${after[0]}, ${after[1]})`;
};
const ofPartner = ({ partnerHeiId }: ReceivedFilter | OutgoingTranscriptFilter): RawBuilder<unknown> => (partnerHeiId === undefined ? sql`true` : sql`t.partner_hei_id = ${partnerHeiId}`);

export const listOutgoing = async (db: Kysely<Tables>, heiId: HeiId, filter: OutgoingTranscriptFilter, page: PageRequest): Promise<Page<OutgoingTranscript>> => {
  const { academicYearId, stages, counted } = filter;
  const { rows } = await sql<KeyRow & { doc: string }>`
    select t.doc, t.partner_hei_id, t.omobility_id from issued_transcripts t
    where t.hei_id = ${heiId} and ${ofPartner(filter)} and ${beyond(page)}
      and ${academicYearId === undefined ? sql`true` : sql`t.academic_year_id = ${academicYearId}`}
      and ${counted === undefined ? sql`true` : countedAs(counted)}
      and ${withinUnits("outgoing-transcript", filter.unitIds)}
      and ${stages === undefined ? sql`true` : sql`t.stage = any(${stages}::text[])`}
    order by t.partner_hei_id, t.omobility_id limit ${page.limit + 1}`.execute(db);
  return pageOf(rows, page, toOutgoing, cursorAfter);
};

/** Where a transcript stands: `standingOf` of the domain. */
const STANDING = sql`case when jsonb_array_length(t.doc->'current'->'refusals') > 0 then 'refused' else coalesce(d.doc->>'status', 'open') end`;

export const listReceived = async (db: Kysely<Tables>, heiId: HeiId, filter: ReceivedFilter, page: PageRequest): Promise<Page<Receipt>> => {
  const { academicYearId, standings } = filter;
  const { rows } = await sql<KeyRow & { doc: string; decision: string | null }>`
    select t.doc, d.doc as decision, t.partner_hei_id, t.omobility_id from received_transcripts t
    left join lateral (
      select r.doc from recognition_decisions r where r.hei_id = t.hei_id and r.partner_hei_id = t.partner_hei_id and r.omobility_id = t.omobility_id order by r.version desc limit 1
    ) d on true
    where t.hei_id = ${heiId} and ${ofPartner(filter)} and ${beyond(page)}
      and ${academicYearId === undefined ? sql`true` : sql`t.doc->'current'->'transcript'->>'academicYearId' = ${academicYearId}`}
      and ${withinUnits("incoming-transcript", filter.unitIds)}
      and ${standings === undefined ? sql`true` : sql`${STANDING} = any(${standings}::text[])`}
    order by t.partner_hei_id, t.omobility_id limit ${page.limit + 1}`.execute(db);
  return pageOf(rows, page, (row) => ({ received: toReceived(row), ...(row.decision !== null && { decision: fromJson<RecognitionDecision>(row.decision) }) }), cursorAfter);
};
