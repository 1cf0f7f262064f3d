import { sql, type Kysely } from "kysely";

const COLUMNS = `status text not null, academic_year text not null, activity text not null, agreement_id text,
    isced_f_code text not null, eqf_level smallint not null, changed_at timestamptz not null, doc jsonb not null`;

const STATEMENTS = [
  `create table omobilities (
    hei_id text not null, id text not null, partner_hei_id text not null, revision integer not null, stage text not null, global_id text not null,
    ${COLUMNS}, primary key (hei_id, id))`,
  `create index omobilities_changed on omobilities (hei_id, partner_hei_id, changed_at)`,
  // Statistics and the seat ledger are answered from this alone.
  `create index omobilities_places on omobilities (hei_id, academic_year, partner_hei_id, agreement_id, isced_f_code, eqf_level, activity, status) where stage = 'sent'`,
  `create table omobility_versions (
    hei_id text not null, omobility_id text not null, version integer not null, doc jsonb not null, primary key (hei_id, omobility_id, version))`,
  `create table imobilities (
    hei_id text not null, partner_hei_id text not null, id text not null, revision integer not null, gone_at timestamptz,
    ${COLUMNS}, primary key (hei_id, partner_hei_id, id))`,
  `create index imobilities_places on imobilities (hei_id, academic_year, partner_hei_id, agreement_id, isced_f_code, eqf_level, activity, status) where gone_at is null`,
  `create table imobility_versions (
    hei_id text not null, partner_hei_id text not null, imobility_id text not null, version integer not null, doc jsonb not null,
    primary key (hei_id, partner_hei_id, imobility_id, version))`,
];

/** Nominations, ours and those of partners, as they are and as they were. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
