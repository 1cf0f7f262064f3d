import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { NewDelivery } from "../../outbox/ports.js";
import type { Tables } from "../sql/tables.js";

/**
 * Adds waiting rows inside the caller's transaction. An equal waiting row is made due at the earlier of both times and lives
 * as long as a new one; a leased one is left alone, since what it is doing may be older than this change.
 */
export const insertWaiting = async (db: Kysely<Tables>, rows: readonly NewDelivery[], now: Date): Promise<void> => {
  if (rows.length === 0) return;
  await db.insertInto("outbox")
    .values(merged(rows).map((row) => ({
      kind: row.kind, hei_id: row.heiId, partner_hei_id: row.partnerHeiId, object_id: row.objectId,
      state: "waiting" as const, attempts: 0, due_at: row.dueAt, created_at: now,
    })))
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "kind", "object_id"]).where("state", "=", "waiting")
      .doUpdateSet({ due_at: sql`least(outbox.due_at, excluded.due_at)`, created_at: sql`greatest(outbox.created_at, excluded.created_at)` }))
    .execute();
};

/** Equal rows of one call become one; sorted, so that two writers never wait for each other in a circle. */
const merged = (rows: readonly NewDelivery[]): NewDelivery[] => {
  const byObject = new Map<string, NewDelivery>();
  for (const row of rows) {
    const key = JSON.stringify([row.heiId, row.partnerHeiId, row.kind, row.objectId]);
    const other = byObject.get(key);
    if (!other || row.dueAt < other.dueAt) byObject.set(key, row);
  }
  return [...byObject.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
};
