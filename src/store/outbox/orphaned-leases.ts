import type { Kysely } from "kysely";
import { pendingMigrations } from "../migrations/migrate.js";
import type { Tables } from "../sql/tables.js";

/**
 * Ends all leases. To be called where this process is alone with the database and has just opened it: what is leased was leased
 * by a process that died, and need not wait for the end of its lease.
 */
export const endOrphanedLeases = async (db: Kysely<Tables>, now: Date): Promise<void> => {
  if ((await pendingMigrations(db)).length > 0) return;
  await db.updateTable("imports").set({ lease_until: now }).where("ended_at", "is", null).where("lease_until", ">", now).execute();
  await db.updateTable("outbox").set({ due_at: now }).where("state", "=", "leased").where("due_at", ">", now).execute();
};
