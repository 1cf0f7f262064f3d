import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // E-mail addresses are kept in lower case.
  `create table people (
    id text primary key, email text not null unique, name text not null, locale text, grants jsonb not null, password_hash text,
    created_at timestamptz not null, disabled_at timestamptz, revision integer not null)`,
  `create table second_factors (
    person_id text primary key references people on delete cascade, sealed bytea not null, created_at timestamptz not null, confirmed_at timestamptz,
    last_step bigint, wrong integer not null default 0, recovery_hashes text[] not null default '{}')`,
  `create table identities (
    issuer text not null, subject text not null, person_id text not null references people on delete cascade, primary key (issuer, subject))`,
  `create index identities_of_person on identities (person_id)`,
  `create table sign_ins (
    id text primary key, person_id text not null references people on delete cascade, hash text not null unique, way text not null, needs text,
    created_at timestamptz not null, used_at timestamptz not null, ends_at timestamptz not null, ended_at timestamptz)`,
  `create index sign_ins_of_person on sign_ins (person_id, created_at)`,
  `create index sign_ins_by_end on sign_ins (ends_at)`,
];

/** People who use the office: accounts, second factors, identities at a provider, sign-ins. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
