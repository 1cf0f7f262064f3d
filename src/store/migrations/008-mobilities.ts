import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // Periodic look-ups by API; `partnerships` knew those of agreements only.
  `create table pulls (
    hei_id text not null, partner_hei_id text not null, api text not null,
    pulled_at timestamptz, swept_at timestamptz, pull_asked_at timestamptz, sweep_asked_at timestamptz,
    primary key (hei_id, partner_hei_id, api))`,
  `insert into pulls select hei_id, partner_hei_id, 'iias', pulled_at, swept_at, pull_asked_at, sweep_asked_at from partnerships`,
  // The last change of what mobilities show to the partner: never runs backwards.
  `alter table partnerships add column mobilities_changed_at timestamptz`,
  // Claims put notifications, of whatever kind, before look-ups.
  `create index outbox_open_by_rank on outbox (partner_hei_id, (kind not like '%-cnr'), due_at, id) where state in ('waiting', 'leased')`,
  `drop index outbox_open`,
  // One timeline for one student's mobility, whoever of the two sends.
  `alter table timeline add column sending_hei_id text, add column omobility_id text`,
  `create index timeline_of_mobility on timeline (hei_id, sending_hei_id, omobility_id, id) where omobility_id is not null`,
];

/** What all mobilities share. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
