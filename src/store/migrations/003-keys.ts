import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // What encrypts other columns; sealed with the master secret, so that a new one means new rows here and nowhere else.
  `create table data_keys (purpose text primary key, sealed text not null, created_at timestamptz not null)`,
  // Which master secret sealed this database.
  `create table master_seal (
    only_row boolean primary key default true check (only_row), fingerprint text not null, since timestamptz not null)`,
  `alter table sealed_keys add column seen_at timestamptz, add column used_at timestamptz`,
  // Until now the oldest of its purpose signed.
  `update sealed_keys k set used_at = created_at where not exists (
    select 1 from sealed_keys o where o.hei_id = k.hei_id and o.purpose = k.purpose and (o.created_at, o.fingerprint) < (k.created_at, k.fingerprint))`,
  // What is left of a key without its private part. A table of its own, so that the previous version opens none of them.
  `create table withdrawn_keys (
    hei_id text not null, purpose text not null, fingerprint text not null,
    created_at timestamptz not null, seen_at timestamptz, used_at timestamptz, retired_at timestamptz,
    withdrawn_at timestamptz not null, compromised boolean not null,
    primary key (hei_id, purpose, fingerprint))`,
  `alter table api_tokens add column last_used_at timestamptz`,
];

/** The life of keys, data keys, the seal of the master secret, last use of tokens. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
