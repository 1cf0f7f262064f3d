import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // What we serve as the sending institution. `versions` counts proposals that were not taken back.
  `create table outgoing_las (
    hei_id text not null, omobility_id text collate "C" not null, partner_hei_id text not null, revision integer not null, served boolean not null,
    academic_year text not null, mobility_type text not null, global_id text not null,
    versions integer not null, modified boolean not null, latest text, changed_at timestamptz not null, doc jsonb not null,
    primary key (hei_id, omobility_id))`,
  `create index outgoing_las_of_partner on outgoing_las (hei_id, partner_hei_id, omobility_id) where served`,
  `create index outgoing_las_counted on outgoing_las (hei_id, academic_year, versions, modified, latest) where versions > 0`,
  // Partners' agreements as read, with our answers.
  `create table incoming_las (
    hei_id text not null, partner_hei_id text not null, omobility_id text collate "C" not null, revision integer not null, academic_year text not null,
    gone boolean not null, some_approved boolean not null, latest text, changed_at timestamptz not null, doc jsonb not null,
    primary key (hei_id, partner_hei_id, omobility_id))`,
  `create index incoming_las_counted on incoming_las (hei_id, academic_year, some_approved, latest) where latest is not null`,
  `create table la_versions (
    hei_id text not null, sending_hei_id text not null, omobility_id text not null, version integer not null, at timestamptz not null, exchange_id text, doc jsonb not null,
    primary key (hei_id, sending_hei_id, omobility_id, version))`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
