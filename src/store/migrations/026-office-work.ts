import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // What was made of agreements for the next programme: once per programme.
  `create table agreement_renewals (
    hei_id text not null, source_id text not null, first_year text not null, last_year text not null, attempt integer not null, draft_id text not null, created_at timestamptz not null,
    primary key (hei_id, source_id, first_year, last_year))`,
  `create index agreement_renewals_of_programme on agreement_renewals (hei_id, first_year, last_year)`,
  `create table renewal_reminders (hei_id text not null, partner_hei_id text not null, reminded_at timestamptz not null, primary key (hei_id, partner_hei_id))`,
  // What partners publish for exchange students, as it was last read; no document where they publish none.
  `create table partner_factsheets (partner_hei_id text primary key, asked_at timestamptz not null, read_at timestamptz, doc jsonb)`,
  // Addresses for calendar programs: they act for who made them, as long as that one may.
  `create table calendar_feeds (
    id text primary key, hei_id text not null, caller_kind text not null, caller_id text not null, name text not null, hash text not null,
    created_at timestamptz not null, revoked_at timestamptz)`,
  `create index calendar_feeds_of_caller on calendar_feeds (caller_id, hei_id)`,
  // Records of the inbox are found without reading those that are settled.
  `create index outgoing_las_open on outgoing_las (hei_id, academic_year) where not doc ? 'deletedAt' and doc ?| array['draft', 'proposal']`,
  `create index incoming_las_open on incoming_las (hei_id, academic_year) where not gone and (latest = 'rejected' or (doc -> 'current' -> 'document') ? 'proposal')`,
  `create index omobilities_open on omobilities (hei_id, academic_year) where status <> 'cancelled'`,
  `create index imobilities_open on imobilities (hei_id, academic_year) where gone_at is null and status <> 'cancelled'`,
];

/** What offices plan with: renewals, deadlines, calendars. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
