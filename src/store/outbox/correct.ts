import { sql, type Kysely } from "kysely";
import type { LongestWaits } from "../../outbox/ports.js";
import type { Tables } from "../sql/tables.js";

/** The clocks of a node's processes may differ this much. */
const GRACE_MS = 30_000;

/** `OutboxStore.correct`. Reads what is due later than the grace, and of that only what waits for retries can be much. */
export const correctDue = async (db: Kysely<Tables>, now: Date, { leaseMs, waitsMs }: LongestWaits): Promise<number> => {
  const graceEnd = new Date(now.getTime() + GRACE_MS);
  const { numAffectedRows } = await sql`
    update outbox set due_at = ${now}
    where state in ('waiting', 'leased') and due_at > ${graceEnd} and due_at > ${graceEnd}::timestamptz + interval '1 ms' *
      case state when 'leased' then ${leaseMs}::float8 else (${waitsMs}::float8[])[least(attempts + 1, ${waitsMs.length}::int)] end`.execute(db);
  return Number(numAffectedRows ?? 0n);
};
