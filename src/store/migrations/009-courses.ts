import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // What was removed stays as a name: who keeps a copy of the catalogue asks for changes.
  `create table courses (
    hei_id text not null, los_id text collate "C" not null, los_code text, ounit_id text, removed boolean not null, changed_at timestamptz not null, doc jsonb not null,
    primary key (hei_id, los_id))`,
  `create index courses_by_code on courses (hei_id, los_code) where los_code is not null`,
  `create index courses_changed on courses (hei_id, changed_at)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
