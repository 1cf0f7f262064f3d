import type { Kysely, Transaction } from "kysely";
import type { Delivery } from "../../outbox/model.js";
import type { AttemptEnd } from "../../outbox/ports.js";
import { isUniqueViolation } from "../sql/failures.js";
import type { OutboxTable, Tables } from "../sql/tables.js";

type Waiting = Pick<OutboxTable, "attempts" | "due_at" | "reason" | "exchange_id">;

/** The lease that `delivery` was given, if it still stands: the end of a lease is its name. */
export const whereLeased = (delivery: Delivery) => ({ id: delivery.id, state: "leased" as const, due_at: delivery.dueAt });

/** Ends an attempt (`OutboxStore.finish`). */
export const endAttempt = async (db: Kysely<Tables>, delivery: Delivery, end: AttemptEnd): Promise<boolean> => {
  const facts = { attempts: delivery.attempts + 1, due_at: end.dueAt, reason: end.reason ?? null, exchange_id: end.exchangeId ?? null };
  if (end.state === "waiting") return backToWaiting(db, delivery, facts);
  const result = await db.updateTable("outbox").set({ ...facts, state: end.state, ended_at: end.endedAt ?? null })
    .where((eb) => eb.and(whereLeased(delivery))).executeTakeFirst();
  return result.numUpdatedRows === 1n;
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
