import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // The previous version goes on writing `bodies` and the old columns; what it writes is sealed and chained later.
  `create table sealed_bodies (address bytea primary key, sealed bytea not null)`,
  `create table signing_keys (fingerprint text primary key, spki bytea not null)`,
  `create table evidence_chains (id integer generated always as identity primary key, name text not null unique default gen_random_uuid()::text)`,
  `create table evidence_blocks (
    chain integer not null references evidence_chains, height integer not null, at timestamptz not null,
    previous bytea not null, skip bytea not null, names text, leaves bytea not null, hash bytea not null, seal bytea not null,
    primary key (chain, height))`,
  `create index evidence_blocks_naming on evidence_blocks (chain, height) where names is not null`,
  // What retention took from a block, under a seal that nobody makes without the key.
  `create table evidence_removals (
    chain integer not null, height integer not null, at timestamptz not null, places integer[] not null, seal bytea not null)`,
  `create index evidence_removals_of_block on evidence_removals (chain, height)`,
  `alter table exchanges
    add column kind text, add column failed boolean, add column sealed bytea,
    add column request_address bytea references sealed_bodies, add column response_address bytea references sealed_bodies,
    add column chain integer, add column height integer, add column place integer`,
  `create unique index exchanges_in_chain on exchanges (chain, height, place) where chain is not null`,
  `create index exchanges_unchained on exchanges (seq) where chain is null`,
  `create index exchanges_of_kind on exchanges (kind, at)`,
  `create index exchanges_with_request on exchanges (request_address) where request_address is not null`,
  `create index exchanges_with_response on exchanges (response_address) where response_address is not null`,
  `create index exchanges_with_old_request on exchanges (request_body) where request_body is not null`,
  `create index exchanges_with_old_response on exchanges (response_body) where response_body is not null`,
  // What refers to exchanges: these are never removed.
  `create index partner_versions_exchange on partner_versions ((doc ->> 'exchangeId'))`,
  `create index agreements_exchanges on agreements using gin (jsonb_path_query_array(doc, '$.**.exchangeId'))`,
];

/** Evidence in blocks that name each other, sealed at rest, removed by kind. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
