import { sql, type Kysely, type Transaction } from "kysely";
import type { Delivery } from "../../outbox/model.js";
import type { AttemptEnd } from "../../outbox/ports.js";
import { EwpError } from "../../kernel/errors.js";
import { batched } from "../sql/batched.js";
import { isUniqueViolation } from "../sql/failures.js";
import type { OutboxTable, Tables } from "../sql/tables.js";

type Waiting = Pick<OutboxTable, "attempts" | "due_at" | "reason" | "exchange_id">;

/** The lease that `delivery` was given, if it still stands: the end of a lease is its name. */
export const whereLeased = (delivery: Delivery) => ({ id: delivery.id, state: "leased" as const, due_at: delivery.dueAt });

/** Whether the row was still leased, or why nobody knows. */
type Ended = boolean | { readonly error: unknown };

interface Ending {
  readonly delivery: Delivery;
  readonly end: AttemptEnd;
}

/** Ends attempts (`OutboxStore.finish`). Those that end while the database is busy go there together, since each commit waits for the disk. */
export const finishing = (db: Kysely<Tables>): ((delivery: Delivery, end: AttemptEnd) => Promise<boolean>) => {
  const endOne = batched((endings: readonly Ending[]) => endAll(db, endings));
  return async (delivery, end) => {
    const facts = { attempts: delivery.attempts + 1, due_at: end.dueAt, reason: end.reason ?? null, exchange_id: end.exchangeId ?? null };
    if (end.state === "waiting") return backToWaiting(db, delivery, facts);
    const ended = await endOne({ delivery, end });
    if (typeof ended === "boolean") return ended;
    throw ended.error;
  };
};

/** One after another where all together fail: what the database refuses of one must not keep the others from their end. */
const endAll = async (db: Kysely<Tables>, endings: readonly Ending[]): Promise<readonly Ended[]> => {
  try {
    return await endTogether(db, endings);
  } catch (error) {
    // A database that is away is away for all of them.
    if (endings.length === 1 || error instanceof EwpError) throw error;
    const ended: Ended[] = [];
    for (const ending of endings) ended.push(...(await endTogether(db, [ending]).catch((problem: unknown) => [{ error: problem }])));
    return ended;
  }
};

const endTogether = async (db: Kysely<Tables>, endings: readonly Ending[]): Promise<readonly boolean[]> => {
  const column = (of: (ending: Ending) => string | null) => sql`${endings.map(of)}::text[]`;
  const { rows } = await sql<{ id: string }>`
    update outbox set state = ended.state, attempts = ended.attempts::int, due_at = ended.due_at::timestamptz, ended_at = ended.ended_at::timestamptz,
      reason = ended.reason, exchange_id = ended.exchange_id
    from unnest(${column(({ delivery }) => delivery.id)}, ${column(({ delivery }) => delivery.dueAt.toISOString())}, ${column(({ end }) => end.state)},
      ${column(({ delivery }) => `${delivery.attempts + 1}`)}, ${column(({ end }) => end.dueAt.toISOString())}, ${column(({ end }) => end.endedAt?.toISOString() ?? null)},
      ${column(({ end }) => end.reason ?? null)}, ${column(({ end }) => end.exchangeId ?? null)})
      as ended (id, leased_until, state, attempts, due_at, ended_at, reason, exchange_id)
    where outbox.id = ended.id::bigint and outbox.state = 'leased' and outbox.due_at = ended.leased_until::timestamptz
    returning outbox.id`.execute(db);
  const ended = new Set(rows.map(({ id }) => id));
  return endings.map(({ delivery }) => ended.has(delivery.id));
};

/**
 * Lets a leased row wait again. When an equal row waits already, for a change that came during the attempt, the two become one:
 * the younger row stays, due as it is, and takes over what the attempt has taught. False when the lease is lost.
 */
export const backToWaiting = async (db: Kysely<Tables>, delivery: Delivery, facts: Waiting): Promise<boolean> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute((tx) => waitOrMerge(tx, delivery, facts));
    } catch (error) {
      // An equal row was added between our look and our write: look again.
      if (attempt === 5 || !isUniqueViolation(error)) throw error;
    }
  }
};

const waitOrMerge = async (tx: Transaction<Tables>, delivery: Delivery, facts: Waiting): Promise<boolean> => {
  const younger = await tx.selectFrom("outbox").select("id")
    .where("hei_id", "=", delivery.heiId).where("partner_hei_id", "=", delivery.partnerHeiId)
    .where("kind", "=", delivery.kind).where("object_id", "=", delivery.objectId).where("state", "=", "waiting").forUpdate().executeTakeFirst();
  if (!younger) {
    const result = await tx.updateTable("outbox").set({ ...facts, state: "waiting" }).where((eb) => eb.and(whereLeased(delivery))).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }
  const merged = await tx.deleteFrom("outbox").where((eb) => eb.and(whereLeased(delivery))).executeTakeFirst();
  if (merged.numDeletedRows !== 1n) return false;
  const { attempts, reason, exchange_id } = facts;
  await tx.updateTable("outbox").set({ attempts, reason, exchange_id }).where("id", "=", younger.id).execute();
  return true;
};
