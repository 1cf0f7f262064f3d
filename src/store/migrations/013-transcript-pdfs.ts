import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `alter table issued_transcripts add column version integer not null default 0`,
  // Every version keeps the bytes that were sent with it.
  `alter table issued_transcript_versions add column pdf bytea`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
