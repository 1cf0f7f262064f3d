import { sql, type Kysely } from "kysely";

/** Rows that are asked for together with another one, which alone counts against its partner's share. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table outbox add column taken_along boolean not null default false`.execute(db);
};
