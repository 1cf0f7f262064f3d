import { sql } from "kysely";

/** The latest delivery of our answer to a learning agreement `l`. */
export const TELLING = sql`lateral (
  select t.xmin, t.state, t.reason, t.ended_at from outbox t
  where t.hei_id = l.hei_id and t.object_id = l.omobility_id and t.partner_hei_id = l.partner_hei_id and t.kind = 'update-omobility-la' order by t.id desc limit 1)`;
