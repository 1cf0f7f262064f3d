import { sql, type Kysely, type Transaction } from "kysely";
import type { HeiId } from "../../kernel/ids.js";
import type { Delivery } from "../../outbox/model.js";
import type { Tables } from "../sql/tables.js";
import { insertWaiting } from "./insert.js";
import { toDelivery } from "./rows.js";

/**
 * "Send again" (`OutboxStore.again`): the row waits again with a new life, due now. When an equal row waits already, that one is
 * made due and stands for both; a delivered row stays as it is and an equal new one waits. A leased row is being tried as it is.
 */
export const sendAgain = (db: Kysely<Tables>, heiId: HeiId, id: string, now: Date): Promise<Delivery | undefined> =>
  db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom("outbox").selectAll().where("hei_id", "=", heiId).where("id", "=", id).forUpdate().executeTakeFirst();
    if (!row || row.state === "leased") return row && toDelivery(row);
    const delivery = toDelivery(row);
    if (row.state === "delivered") await insertWaiting(tx, [{ ...delivery, dueAt: now }], now);
    const other = await hurryEqual(tx, delivery, now);
    if (!other) return revive(tx, id, now);
    if (row.state !== "delivered") await tx.deleteFrom("outbox").where("id", "=", id).execute();
    return other;
  });

/** Makes the equal waiting row due, when there is another. */
const hurryEqual = async (tx: Transaction<Tables>, { id, heiId, partnerHeiId, kind, objectId }: Delivery, now: Date): Promise<Delivery | undefined> => {
  const row = await tx.updateTable("outbox").set({ due_at: sql`least(due_at, ${now})`, created_at: now })
    .where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("kind", "=", kind).where("object_id", "=", objectId)
    .where("state", "=", "waiting").where("id", "<>", id).returningAll().executeTakeFirst();
  return row && toDelivery(row);
};

const revive = async (tx: Transaction<Tables>, id: string, now: Date): Promise<Delivery> =>
  toDelivery(await tx.updateTable("outbox").set({ state: "waiting", attempts: 0, due_at: now, created_at: now, ended_at: null })
    .where("id", "=", id).returningAll().executeTakeFirstOrThrow());
