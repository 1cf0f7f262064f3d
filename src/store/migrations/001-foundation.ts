import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `create table agreements (
    hei_id text not null, id text not null, partner_hei_id text not null, partner_iia_id text,
    revision integer not null, stage text not null, hash text not null, approved_by_us text, approved_by_partner text,
    years int4multirange not null, file_ids text[] not null, changed_at timestamptz not null, doc jsonb not null,
    primary key (hei_id, id))`,
  // Tombstones stay, so ids are never reused; but they let go of the partner's copy.
  `create unique index agreements_bound on agreements (hei_id, partner_hei_id, partner_iia_id) where partner_iia_id is not null and stage <> 'deleted'`,
  `create index agreements_changed on agreements (hei_id, partner_hei_id, changed_at)`,
  `create table agreement_versions (
    hei_id text not null, iia_id text not null, version integer not null, doc jsonb not null,
    primary key (hei_id, iia_id, version))`,
  `create table partner_copies (
    hei_id text not null, partner_hei_id text not null, iia_id text not null, hash text not null, gone_at timestamptz, doc jsonb not null,
    primary key (hei_id, partner_hei_id, iia_id))`,
  `create table partner_versions (
    hei_id text not null, partner_hei_id text not null, iia_id text not null, version integer not null, doc jsonb not null,
    primary key (hei_id, partner_hei_id, iia_id, version))`,
  `create table timeline (
    id bigint generated always as identity primary key, hei_id text not null, iia_id text, doc jsonb not null)`,
  `create index timeline_of_agreement on timeline (hei_id, iia_id, id) where iia_id is not null`,
  `create table partnerships (
    hei_id text not null, partner_hei_id text not null,
    pulled_at timestamptz, swept_at timestamptz, pull_asked_at timestamptz, sweep_asked_at timestamptz,
    primary key (hei_id, partner_hei_id))`,
  `create table outbox (
    id bigint generated always as identity primary key, kind text not null, hei_id text not null, partner_hei_id text not null,
    object_id text not null, state text not null default 'waiting', attempts integer not null default 0,
    due_at timestamptz not null, created_at timestamptz not null, ended_at timestamptz, reason text, exchange_id text,
    -- Notifications are promised within minutes; look-ups of a whole partner come in thousands and stand behind them.
    look_up boolean generated always as (kind not in ('iia-cnr', 'iia-approval-cnr')) stored)`,
  // Equal rows that wait are one row.
  `create unique index outbox_waiting on outbox (hei_id, partner_hei_id, kind, object_id) where state = 'waiting'`,
  // What claims read: small however many rows have ended.
  `create index outbox_open on outbox (partner_hei_id, look_up, due_at, id) where state in ('waiting', 'leased')`,
  `create index outbox_due on outbox (due_at) where state in ('waiting', 'leased')`,
  `create index outbox_failed on outbox (hei_id, id) where state in ('stopped', 'expired')`,
  `create index outbox_delivered on outbox (ended_at) where state = 'delivered'`,
  `create index outbox_of_partner on outbox (hei_id, partner_hei_id, id)`,
  `create index outbox_of_object on outbox (hei_id, object_id, id)`,
  `create index outbox_of_hei on outbox (hei_id, id)`,
  `create table institutions (hei_id text primary key, revision integer not null, doc jsonb not null)`,
  `create table ounits (
    hei_id text not null, id text not null, code text not null, parent_id text, revision integer not null, doc jsonb not null,
    primary key (hei_id, id), unique (hei_id, code))`,
  `create table factsheets (hei_id text primary key, revision integer not null, doc jsonb not null)`,
  `create table sealed_keys (
    hei_id text not null, purpose text not null, fingerprint text not null, sealed text not null,
    created_at timestamptz not null, retired_at timestamptz,
    primary key (hei_id, purpose, fingerprint))`,
  `create table files (
    hei_id text not null, id text not null, media_type text not null, bytes bytea not null, created_at timestamptz not null,
    primary key (hei_id, id))`,
  // Equal bodies are kept once.
  `create table bodies (sha256 bytea primary key, bytes bytea not null)`,
  // Headers are json, not jsonb: evidence keeps their order.
  `create table exchanges (
    seq bigint generated always as identity primary key, id text not null unique,
    hei_id text not null, partner_hei_id text, direction text not null, api text not null, endpoint text not null,
    request_id text, method text not null, url text not null, request_headers json not null, request_body bytea references bodies,
    status integer, response_headers json, response_body bytea references bodies,
    at timestamptz not null, duration_ms double precision not null, problem text, quirks text[])`,
  `create index exchanges_of_hei on exchanges (hei_id, seq)`,
  `create index exchanges_of_partner on exchanges (hei_id, partner_hei_id, seq)`,
  `create index exchanges_of_request on exchanges (hei_id, request_id) where request_id is not null`,
  `create table api_tokens (
    id text primary key, name text not null, hash text not null unique, scopes text[] not null, hei_ids text[],
    created_at timestamptz not null, expires_at timestamptz, revoked_at timestamptz)`,
  `create table idempotency (
    token_id text not null, key text not null, request_hash text not null, claimed_at timestamptz not null,
    status integer, headers json, body text,
    primary key (token_id, key))`,
  `create index idempotency_age on idempotency (claimed_at)`,
];

/** Everything of the first issue: agreements, outbox, institutions, evidence, access. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
