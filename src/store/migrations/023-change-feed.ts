import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // Given after the commit, one after another: whoever has read up to a position has missed nothing before it.
  `alter table timeline add column position bigint`,
  `create index timeline_unnumbered on timeline (id) where position is null`,
  `create unique index timeline_positions on timeline (hei_id, position) where position is not null`,
  // The highest position that was given, even if its entry is gone: one row, made by the first numbering.
  `create table feed_head (id smallint primary key, position bigint not null)`,
  // Up to here entries were removed after their time: who has read less may have missed some.
  `create table feed_floors (hei_id text primary key, position bigint not null)`,
  `create function raise_feed_floor() returns trigger language plpgsql as $$
    begin
      insert into feed_floors (hei_id, position) select hei_id, max(position) from gone where position is not null group by hei_id order by hei_id
      on conflict (hei_id) do update set position = greatest(feed_floors.position, excluded.position);
      return null;
    end $$`,
  `create trigger feed_floor after delete on timeline referencing old table as gone for each statement execute function raise_feed_floor()`,
];

/** The order in which changes became visible, for those who follow them. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
