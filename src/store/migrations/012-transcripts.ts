import { sql, type Kysely } from "kysely";

const KEY = "hei_id text not null, partner_hei_id text not null, omobility_id text not null";

const STATEMENTS = [
  `create table issued_transcripts (
    ${KEY}, revision integer not null, stage text not null, academic_year_id text not null, changed_at timestamptz not null, doc jsonb not null,
    primary key (hei_id, partner_hei_id, omobility_id))`,
  `create index issued_transcripts_changed on issued_transcripts (hei_id, partner_hei_id, changed_at)`,
  `create table issued_transcript_versions (${KEY}, revision integer not null, doc jsonb not null, primary key (hei_id, partner_hei_id, omobility_id, revision))`,
  `create table received_transcripts (
    ${KEY}, revision integer not null, gone_at timestamptz, doc jsonb not null, primary key (hei_id, partner_hei_id, omobility_id))`,
  `create table received_transcript_versions (${KEY}, version integer not null, doc jsonb not null, primary key (hei_id, partner_hei_id, omobility_id, version))`,
  `create table recognition_decisions (${KEY}, version integer not null, doc jsonb not null, primary key (hei_id, partner_hei_id, omobility_id, version))`,
  // How often an institution gives its own grades.
  `create table grade_scales (hei_id text primary key, doc jsonb not null)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
