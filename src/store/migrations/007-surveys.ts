import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // Questions to institutions that are no partners: they must not become partnerships, which are asked every hour.
  `create table surveys (
    hei_id text not null, partner_hei_id text not null, asked_at timestamptz not null, answered boolean not null,
    primary key (hei_id, partner_hei_id))`,
  `create index surveys_asked on surveys (asked_at)`,
];

/** When institutions that agreements were never exchanged with were last asked for some. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
