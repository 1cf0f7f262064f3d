import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // What offices change needs a revision, so that nobody overwrites what another one wrote.
  `alter table courses add column revision integer not null default 1`,
  `alter table grade_scales add column revision integer not null default 1`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
