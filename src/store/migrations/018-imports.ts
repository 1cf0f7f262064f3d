import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `create table imports (
    hei_id text not null, kind text not null, id text not null, number bigint generated always as identity,
    media_type text not null, file bytea, confirm boolean not null, repeated text, actor text not null, created_at timestamptz not null,
    state text not null default 'waiting', rows integer not null default 0, looked integer not null default 0, stored integer not null default 0,
    cancelled boolean not null default false, holder text, lease_until timestamptz, attempts integer not null default 0,
    ended_at timestamptz, report jsonb, failure text, primary key (hei_id, kind, id))`,
  `create index imports_open on imports (hei_id, kind, number) where ended_at is null`,
  `create index imports_ended on imports (ended_at) where ended_at is not null`,
];

/** Files that are imported step by step. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
