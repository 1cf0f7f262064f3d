import { sql, type Kysely } from "kysely";
import type { NominationStore } from "../../domain/nominations/ports.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { Tables } from "../sql/tables.js";

/** How far mobilities are, for partners that read it with the nomination (PROTOCOL 6.4.6). */
export const progress = (db: Kysely<Tables>): Pick<NominationStore, "progress"> => ({
  progress: async (heiId, ids) => {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<{ id: string; status: "live" | "recognized" }>`
      select o.id, case when exists (select from recognition_decisions d where d.hei_id = o.hei_id and d.partner_hei_id = o.partner_hei_id and d.omobility_id = o.id and d.doc ->> 'status' <> 'open')
        then 'recognized' else 'live' end as status
      from omobilities o join outgoing_las l on l.hei_id = o.hei_id and l.omobility_id = o.id and l.partner_hei_id = o.partner_hei_id
      where o.hei_id = ${heiId} and o.id = any(${ids}::text[]) and o.status = 'approved' and l.doc ? 'firstVersion' and not l.doc ? 'deletedAt'`.execute(db);
    return new Map(rows.map(({ id, status }) => [id as OmobilityId, status]));
  },
});

/** Nominations whose learning agreement changed, or whose recognition was decided, at this moment or later: a condition on the table `omobilities`. */
export const advancedSince = (heiId: HeiId, since: Date) => sql<boolean>`id in (
  select omobility_id from outgoing_las where hei_id = ${heiId} and changed_at >= ${since}
  union select omobility_id from recognition_decisions where hei_id = ${heiId} and (doc ->> 'at')::timestamptz >= ${since})`;
