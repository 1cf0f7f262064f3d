import { sql, type Kysely, type RawBuilder } from "kysely";
import type { EndedDelivery } from "../../domain/inbox/items/delivery.js";
import type { Telling } from "../../domain/learning-agreements/overview/answer.js";
import type { OpenRecord } from "../../domain/inbox/ports.js";
import type { InboxKind } from "../../domain/inbox/model.js";
import { given } from "../../kernel/given.js";
import type { HeiId } from "../../kernel/ids.js";
import type { RecognitionDecision } from "../../domain/recognition/model.js";
import { toAgreement, toPartnerCopy } from "../agreements/rows.js";
import { toIncoming, toOutgoing } from "../learning-agreements/rows.js";
import { toImobility, toOmobility } from "../nominations/rows.js";
import { fromJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { TELLING } from "./telling.js";
import { toOutgoing as toOutgoingTranscript, toReceived } from "../transcripts/rows.js";

interface Wanted {
  readonly heiId: HeiId;
  /** A table `wanted (partner, id)`. */
  readonly wanted: RawBuilder<unknown>;
}
type Loader = (db: Kysely<Tables>, wanted: Wanted) => Promise<readonly OpenRecord[]>;

/** A query per kind, and its rows as the domain knows them. */
const loader = <R>(query: (wanted: Wanted) => RawBuilder<R>, map: (row: R) => OpenRecord): Loader => async (db, wanted) => (await query(wanted).execute(db)).rows.map(map);

export const LOADERS: Readonly<Record<InboxKind, Loader>> = {
  "agreement": loader<{ doc: string; changed_at: Date; their_doc: string | null }>(({ heiId, wanted }) => sql`
    select a.doc, a.changed_at, p.doc as their_doc from ${wanted} join agreements a on a.hei_id = ${heiId} and a.id = wanted.id
    left join partner_copies p on p.hei_id = a.hei_id and p.partner_hei_id = a.partner_hei_id and p.iia_id = a.partner_iia_id`,
  (row) => ({ kind: "agreement", pair: { agreement: toAgreement(row), ...(row.their_doc !== null && { theirs: toPartnerCopy({ doc: row.their_doc }) }) } })),

  "incoming-copy": loader<{ doc: string }>(({ heiId, wanted }) => sql`
    select c.doc from ${wanted} join partner_copies c on c.hei_id = ${heiId} and c.partner_hei_id = wanted.partner and c.iia_id = wanted.id`,
  (row) => ({ kind: "incoming-copy", copy: toPartnerCopy(row) })),

  "outgoing-nomination": loader<{ doc: string; has_la: boolean; has_transcript: boolean }>(({ heiId, wanted }) => sql`
    select o.doc, l.omobility_id is not null and not l.doc ? 'deletedAt' as has_la, t.omobility_id is not null as has_transcript
    from ${wanted} join omobilities o on o.hei_id = ${heiId} and o.id = wanted.id
    left join outgoing_las l on l.hei_id = o.hei_id and l.omobility_id = o.id
    left join received_transcripts t on t.hei_id = o.hei_id and t.partner_hei_id = o.partner_hei_id and t.omobility_id = o.id`,
  (row) => ({ kind: "outgoing-nomination", own: toOmobility(row), context: { hasLearningAgreement: row.has_la, hasTranscript: row.has_transcript } })),

  "incoming-nomination": loader<{ doc: string; start: string | null; end: string | null; has_transcript: boolean }>(({ heiId, wanted }) => sql`
    select i.doc, l.doc -> 'current' -> 'document' ->> 'start' as start, l.doc -> 'current' -> 'document' ->> 'end' as "end", t.omobility_id is not null as has_transcript
    from ${wanted} join imobilities i on i.hei_id = ${heiId} and i.partner_hei_id = wanted.partner and i.id = wanted.id
    left join incoming_las l on l.hei_id = i.hei_id and l.partner_hei_id = i.partner_hei_id and l.omobility_id = i.id
    left join issued_transcripts t on t.hei_id = i.hei_id and t.partner_hei_id = i.partner_hei_id and t.omobility_id = i.id`,
  (row) => ({ kind: "incoming-nomination", known: toImobility(row), context: { hasTranscript: row.has_transcript, ...given({ start: row.start ?? undefined, end: row.end ?? undefined }) } })),

  "outgoing-learning-agreement": loader<{ doc: string }>(({ heiId, wanted }) => sql`
    select l.doc from ${wanted} join outgoing_las l on l.hei_id = ${heiId} and l.omobility_id = wanted.id`,
  (row) => ({ kind: "outgoing-learning-agreement", la: toOutgoing(row) })),

  "incoming-learning-agreement": loader<{ doc: string; state: Telling["state"] | null; reason: string | null; ended_at: Date | null }>(({ heiId, wanted }) => sql`
    select l.doc, t.state, t.reason, t.ended_at from ${wanted} join incoming_las l on l.hei_id = ${heiId} and l.partner_hei_id = wanted.partner and l.omobility_id = wanted.id
    left join ${TELLING} t on true`,
  ({ doc, state, reason, ended_at }) => ({
    kind: "incoming-learning-agreement", la: toIncoming({ doc }), ...(state !== null && { telling: { state, ...given({ reason: reason ?? undefined, endedAt: ended_at ?? undefined }) } }),
  })),

  "outgoing-transcript": loader<{ doc: string; unit: string | null }>(({ heiId, wanted }) => sql`
    select t.doc, i.doc -> 'current' -> 'proposal' -> 'content' ->> 'receivingOunitId' as unit
    from ${wanted} join issued_transcripts t on t.hei_id = ${heiId} and t.partner_hei_id = wanted.partner and t.omobility_id = wanted.id
    left join imobilities i on i.hei_id = t.hei_id and i.partner_hei_id = t.partner_hei_id and i.id = t.omobility_id`,
  (row) => ({ kind: "outgoing-transcript", outgoing: toOutgoingTranscript(row), ...given({ unitId: row.unit ?? undefined }) })),

  "incoming-transcript": loader<{ doc: string; decision: string | null; unit: string | null }>(({ heiId, wanted }) => sql`
    select t.doc, d.doc as decision, o.doc -> 'proposal' -> 'content' ->> 'sendingOunitId' as unit
    from ${wanted} join received_transcripts t on t.hei_id = ${heiId} and t.partner_hei_id = wanted.partner and t.omobility_id = wanted.id
    left join omobilities o on o.hei_id = t.hei_id and o.id = t.omobility_id
    left join lateral (
      select r.doc from recognition_decisions r where r.hei_id = t.hei_id and r.partner_hei_id = t.partner_hei_id and r.omobility_id = t.omobility_id order by r.version desc limit 1) d on true`,
  (row) => ({ kind: "incoming-transcript", receipt: { received: toReceived(row), ...(row.decision !== null && { decision: fromJson<RecognitionDecision>(row.decision) }) }, ...given({ unitId: row.unit ?? undefined }) })),

  "delivery": loader<{ id: string; kind: string; partner_hei_id: HeiId; object_id: string; state: EndedDelivery["state"]; ended_at: Date | null; created_at: Date; reason: string | null }>(({ heiId, wanted }) => sql`
    select d.id::text, d.kind, d.partner_hei_id, d.object_id, d.state, d.ended_at, d.created_at, d.reason from ${wanted} join outbox d on d.hei_id = ${heiId} and d.id = wanted.id::bigint
    where d.state in ('stopped', 'expired')`,
  (row) => ({
    kind: "delivery",
    delivery: { id: row.id, kind: row.kind, partnerHeiId: row.partner_hei_id, objectId: row.object_id, state: row.state, endedAt: row.ended_at ?? row.created_at, ...given({ reason: row.reason ?? undefined }) },
  })),
};
