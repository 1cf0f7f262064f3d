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
  const sorted = merged(rows);
  const column = (of: (row: NewDelivery) => string) => sql`${sorted.map(of)}::text[]`;
  // A list per column: PostgreSQL takes 65 535 values in one statement, and the index of a large partner holds more.
  await sql`
    insert into outbox (kind, hei_id, partner_hei_id, object_id, state, attempts, due_at, created_at)
    select kind, hei_id, partner_hei_id, object_id, 'waiting', 0, due_at::timestamptz, ${now}::timestamptz
    from unnest(${column(({ kind }) => kind)}, ${column(({ heiId }) => heiId)}, ${column(({ partnerHeiId }) => partnerHeiId)},
      ${column(({ objectId }) => objectId)}, ${column(({ dueAt }) => dueAt.toISOString())}) as added (kind, hei_id, partner_hei_id, object_id, due_at)
    on conflict (hei_id, partner_hei_id, kind, object_id) where state = 'waiting'
    do update set due_at = least(outbox.due_at, excluded.due_at), created_at = greatest(outbox.created_at, excluded.created_at)`.execute(db);
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
