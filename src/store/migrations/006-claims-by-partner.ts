import { sql, type Kysely } from "kysely";

/**
 * Claims go through the open rows partner by partner, by `outbox_open`. While a large outbox was at rest, statistics said that hardly a
 * row is open; then PostgreSQL preferred `outbox_due` and read all open rows once per partner. Nothing needs that index.
 * Open rows come and go, so the table is vacuumed by what changed and not by the past that it holds.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop index outbox_due`.execute(db);
  await sql`alter table outbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000)`.execute(db);
};
