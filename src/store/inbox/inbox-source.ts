import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Candidate, InboxSource, OpenRecord } from "../../domain/inbox/ports.js";
import type { InboxKind } from "../../domain/inbox/model.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Tables } from "../sql/tables.js";
import { LOADERS } from "./loaders.js";
import { TELLING } from "./telling.js";

/** Look-ups at partners that come again by themselves, and answers that their learning agreement tells of. */
const SEEN_ELSEWHERE = sql`d.kind like any (array['pull-%', 'sweep-%', 'survey-%', 'update-%'])`;

/**
 * Records that can be open, each with the number of the transaction that wrote it: every write of a row gives it another one. What cannot
 * be open is left out by partial indexes of the same conditions (026); where a row is open is judged by the domain alone.
 */
const CANDIDATES: Readonly<Record<InboxKind, (heiId: HeiId, fromYear: string) => RawBuilder<unknown>>> = {
  "agreement": (heiId) => sql`
    select a.partner_hei_id, a.id as object_id, concat_ws(' ', a.xmin, p.xmin) as version from agreements a
    left join partner_copies p on p.hei_id = a.hei_id and p.partner_hei_id = a.partner_hei_id and p.iia_id = a.partner_iia_id
    where a.hei_id = ${heiId} and a.stage <> 'deleted'`,
  "incoming-copy": (heiId) => sql`
    select c.partner_hei_id, c.iia_id, c.xmin::text from partner_copies c where c.hei_id = ${heiId} and c.gone_at is null and not exists (
      select from agreements a where a.hei_id = c.hei_id and a.partner_hei_id = c.partner_hei_id and a.partner_iia_id = c.iia_id and a.stage <> 'deleted')`,
  "outgoing-nomination": (heiId, fromYear) => sql`
    select o.partner_hei_id, o.id, concat_ws(' ', o.xmin, l.xmin, t.xmin) from omobilities o
    left join outgoing_las l on l.hei_id = o.hei_id and l.omobility_id = o.id
    left join received_transcripts t on t.hei_id = o.hei_id and t.partner_hei_id = o.partner_hei_id and t.omobility_id = o.id
    where o.hei_id = ${heiId} and o.academic_year >= ${fromYear} and o.status <> 'cancelled' and (o.status <> 'approved' or l.omobility_id is null or t.omobility_id is null)`,
  "incoming-nomination": (heiId, fromYear) => sql`
    select i.partner_hei_id, i.id, concat_ws(' ', i.xmin, l.xmin, t.xmin) from imobilities i
    left join incoming_las l on l.hei_id = i.hei_id and l.partner_hei_id = i.partner_hei_id and l.omobility_id = i.id
    left join issued_transcripts t on t.hei_id = i.hei_id and t.partner_hei_id = i.partner_hei_id and t.omobility_id = i.id
    where i.hei_id = ${heiId} and i.academic_year >= ${fromYear} and i.gone_at is null and i.status <> 'cancelled' and (i.status <> 'approved' or t.version is null or t.version = 0)`,
  "outgoing-learning-agreement": (heiId, fromYear) => sql`
    select l.partner_hei_id, l.omobility_id, l.xmin::text from outgoing_las l
    where l.hei_id = ${heiId} and l.academic_year >= ${fromYear} and not l.doc ? 'deletedAt' and (l.doc ?| array['draft', 'proposal'])`,
  "incoming-learning-agreement": (heiId, fromYear) => sql`
    select l.partner_hei_id, l.omobility_id, concat_ws(' ', l.xmin, t.xmin) from incoming_las l left join ${TELLING} t on true
    where l.hei_id = ${heiId} and l.academic_year >= ${fromYear} and not l.gone and (l.latest = 'rejected' or (l.doc -> 'current' -> 'document') ? 'proposal')`,
  "outgoing-transcript": (heiId) => sql`
    select t.partner_hei_id, t.omobility_id, t.xmin::text from issued_transcripts t
    where t.hei_id = ${heiId} and (t.stage = 'draft' or (t.stage = 'issued' and (t.doc ->> 'changedAt')::timestamptz > t.changed_at))`,
  "incoming-transcript": (heiId) => sql`
    select t.partner_hei_id, t.omobility_id, concat_ws(' ', t.xmin, d.version) from received_transcripts t
    left join lateral (
      select r.version, r.doc ->> 'status' as status from recognition_decisions r
      where r.hei_id = t.hei_id and r.partner_hei_id = t.partner_hei_id and r.omobility_id = t.omobility_id order by r.version desc limit 1) d on true
    where t.hei_id = ${heiId} and t.gone_at is null and (coalesce(d.status, 'open') = 'open' or jsonb_array_length(t.doc -> 'current' -> 'refusals') > 0)`,
  "delivery": (heiId) => sql`
    select d.partner_hei_id, d.id::text, d.xmin::text from outbox d where d.hei_id = ${heiId} and d.state in ('stopped', 'expired') and d.kind <> 'webhook' and not ${SEEN_ELSEWHERE} and not exists (
      select from outbox later where later.hei_id = d.hei_id and later.partner_hei_id = d.partner_hei_id and later.kind = d.kind and later.object_id = d.object_id and later.id > d.id)`,
};

interface CandidateRow {
  readonly kind: InboxKind;
  readonly partner_hei_id: HeiId;
  readonly object_id: string;
  readonly version: string;
}

/** What the inbox is made from. */
export const inboxSource = (db: Kysely<Tables>): InboxSource => ({
  candidates: async (heiId, fromYear) => {
    const parts = (Object.keys(CANDIDATES) as InboxKind[]).map((kind) => sql`select ${kind}::text as kind, c.* from (${CANDIDATES[kind](heiId, String(fromYear))}) c (partner_hei_id, object_id, version)`);
    const { rows } = await sql<CandidateRow>`${sql.join(parts, sql` union all `)}`.execute(db);
    return rows.map(({ kind, partner_hei_id: partnerHeiId, object_id: objectId, version }): Candidate => ({ kind, partnerHeiId, objectId, version }));
  },
  load: async (heiId, kind, candidates): Promise<readonly OpenRecord[]> => {
    const [partners, ids] = [candidates.map(({ partnerHeiId }) => partnerHeiId), candidates.map(({ objectId }) => objectId)];
    return LOADERS[kind](db, { heiId, wanted: sql`unnest(${partners}::text[], ${ids}::text[]) as wanted (partner, id)` });
  },
});
