import { sql, type Kysely } from "kysely";

/** A table whose rows are counted: under which name, by which year, as what; rows that count as nothing are null. The words stand in src/domain/statistics. */
const COUNTED = [
  { table: "omobilities", set: "outgoing-nominations", year: "academic_year", as: "case when stage = 'sent' then status end" },
  {
    table: "outgoing_las", set: "outgoing-learning-agreements", year: "academic_year",
    as: "case when versions > 0 then coalesce(latest, 'awaiting') || case when modified then ' modified' else '' end || case when versions = 1 then ' single' else '' end end",
  },
  { table: "incoming_las", set: "incoming-learning-agreements", year: "academic_year", as: "latest || case when some_approved then ' some' else '' end" },
  { table: "issued_transcripts", set: "outgoing-transcripts", year: "academic_year_id", as: "case when stage = 'issued' then 'issued' end" },
] as const;

/** A row of counts per change and not one that grows: nobody waits for anybody. What is deleted stays counted, apart. */
const countingOf = ({ table, set, year, as }: (typeof COUNTED)[number]): readonly string[] => [
  `alter table ${table} add column counted_as text generated always as (${as}) stored`,
  `insert into record_counts select hei_id, '${set}', ${year}, counted_as, false, count(*) from ${table} where counted_as is not null group by hei_id, ${year}, counted_as`,
  `create function count_${table}() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and old.counted_as is not distinct from new.counted_as and old.${year} = new.${year} then return null; end if;
      if tg_op <> 'INSERT' and old.counted_as is not null then
        insert into record_counts values (old.hei_id, '${set}', old.${year}, old.counted_as, false, -1);
        if tg_op = 'DELETE' then insert into record_counts values (old.hei_id, '${set}', old.${year}, old.counted_as, true, 1); end if;
      end if;
      if tg_op <> 'DELETE' and new.counted_as is not null then
        insert into record_counts values (new.hei_id, '${set}', new.${year}, new.counted_as, false, 1);
      end if;
      return null;
    end $$`,
  `create trigger counted after insert or update or delete on ${table} for each row execute function count_${table}()`,
];

/** What removal has to find again: the exchanges that records refer to. */
const REFERRING = ["omobilities", "imobilities", "incoming_las", "received_transcripts"] as const;

const STATEMENTS = [
  // Statistics are sums over this; equal rows are put together now and then.
  `create table record_counts (hei_id text not null, counted text not null, academic_year text not null, counted_as text not null, removed boolean not null, count bigint not null)`,
  `create index record_counts_of on record_counts (hei_id, counted) include (academic_year, counted_as, removed, count)`,
  ...COUNTED.flatMap(countingOf),
  // A record that was removed does not come back. Only a digest of its key is kept.
  `create table removed_records (kind text not null, digest bytea not null, removed_at timestamptz not null, primary key (kind, digest))`,
  ...REFERRING.map((table) => `create index ${table}_exchanges on ${table} using gin (jsonb_path_query_array(doc, '$.**.exchangeId'))`),
  `create index imobility_versions_exchange on imobility_versions ((doc ->> 'exchangeId'))`,
  `create index received_transcript_versions_exchange on received_transcript_versions ((doc ->> 'exchangeId'))`,
  `create index la_versions_exchange on la_versions (exchange_id) where exchange_id is not null`,
  // Whoever had an agreement in force before nominations were known is asked for nominations too.
  `insert into pulls (hei_id, partner_hei_id, api) select distinct hei_id, partner_hei_id, 'omobilities' from agreements where doc ? 'inForce' and stage <> 'deleted' on conflict do nothing`,
];

/** Statistics ahead of time, and what retention of students' data needs. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
