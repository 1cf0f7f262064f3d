import { sql, type Kysely } from "kysely";

/** A creation that was named by an Idempotency-Key gets its id with the claim, so that a repetition cannot make a second object. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table idempotency add column object_id text`.execute(db);
};
