import { sql, type Kysely, type Selectable } from "kysely";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { Delivery, DeliveryState } from "../../outbox/model.js";
import type { DeliveryFilter, OutboxStore } from "../../outbox/ports.js";
import { cursorOf, pageOf, readNumberCursor } from "../sql/cursor.js";
import { refusing } from "../sql/failures.js";
import type { OutboxTable, Tables } from "../sql/tables.js";
import { sendAgain } from "./again.js";
import { claimDue } from "./claim.js";
import { correctDue } from "./correct.js";
import { backToWaiting, finishing, whereLeased } from "./end.js";
import { insertWaiting } from "./insert.js";
import { toDelivery } from "./rows.js";
import { takeAlong } from "./take-along.js";

export interface OutboxContext {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Called after a commit that left something to do. */
  readonly committed: () => void;
}

/** Row numbers as the interface has them; anything else names no row. */
const isRowId = (id: string): boolean => /^\d{1,18}$/.test(id);

/** The outbox table. */
export const outboxStore = ({ db, clock, committed }: OutboxContext): OutboxStore => ({
  add: async (rows) => {
    await refusing(() => insertWaiting(db, rows, clock.now()));
    if (rows.length > 0) committed();
  },
  claim: (request) => claimDue(db, request),
  takeAlong: (delivery, taking) => takeAlong(db, delivery, taking),
  hold: async (delivery, until) => {
    const row = await db.updateTable("outbox").set({ due_at: until }).where((eb) => eb.and(whereLeased(delivery))).returningAll().executeTakeFirst();
    return row && toDelivery(row);
  },
  release: async (deliveries, now) => {
    for (const delivery of deliveries) {
      await backToWaiting(db, delivery, { attempts: delivery.attempts, due_at: now, reason: delivery.reason ?? null, exchange_id: delivery.exchangeId ?? null });
    }
  },
  finish: finishing(db),
  again: async (heiId, id, now) => {
    const delivery = isRowId(id) ? await refusing(() => sendAgain(db, heiId, id, now)) : undefined;
    if (delivery) committed();
    return delivery;
  },
  get: async (heiId, id) => {
    if (!isRowId(id)) return undefined;
    const row = await db.selectFrom("outbox").selectAll().where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst();
    return row && toDelivery(row);
  },
  list: (heiId, filter, page) => listDeliveries(db, heiId, filter, page),
  latest: async (heiId, kind, objects) => {
    if (objects.length === 0) return [];
    const { rows } = await sql<Selectable<OutboxTable>>`
      select found.* from (select distinct * from unnest(${objects.map(({ partnerHeiId }) => partnerHeiId)}::text[], ${objects.map(({ objectId }) => objectId)}::text[]) as named (partner_hei_id, object_id)) named,
        lateral (select o.* from outbox o where o.hei_id = ${heiId} and o.object_id = named.object_id and o.partner_hei_id = named.partner_hei_id and o.kind = ${kind} order by o.id desc limit 1) found`.execute(db);
    return rows.map(toDelivery);
  },
  counts: () => countStates(db),
  correct: async (now, waits) => {
    const corrected = await correctDue(db, now, waits);
    if (corrected > 0) committed();
    return corrected;
  },
  oldestDueAt: async () => {
    const row = await db.selectFrom("outbox").select((eb) => eb.fn.min("due_at").as("at")).where("state", "in", ["waiting", "leased"]).executeTakeFirst();
    return row?.at ?? undefined;
  },
  forget: async ({ delivered, failed }) => (await forgetEnded(db, ["delivered"], delivered)) + (await forgetEnded(db, ["stopped", "expired"], failed)),
});

/** Newest first. */
const listDeliveries = async (db: Kysely<Tables>, heiId: HeiId, filter: DeliveryFilter, page: PageRequest): Promise<Page<Delivery>> => {
  const before = readNumberCursor(page);
  const { partnerHeiId, states, kinds, objectId } = filter;
  const rows = await db.selectFrom("outbox").selectAll().where("hei_id", "=", heiId)
    .$if(partnerHeiId !== undefined, (query) => query.where("partner_hei_id", "=", partnerHeiId as string))
    .$if(states !== undefined, (query) => query.where(sql<boolean>`state = any(${states})`))
    // Webhooks have lists of their own.
    .$if(kinds === undefined, (query) => query.where("kind", "<>", "webhook"))
    .$if(kinds !== undefined, (query) => query.where(sql<boolean>`kind = any(${kinds})`))
    .$if(objectId !== undefined, (query) => query.where("object_id", "=", objectId as string))
    .$if(before !== undefined, (query) => query.where("id", "<", before as string))
    .orderBy("id", "desc").limit(page.limit + 1).execute();
  return pageOf(rows, page, toDelivery, (row) => cursorOf(row.id));
};

const countStates = async (db: Kysely<Tables>): Promise<Record<DeliveryState, number>> => {
  const rows = await db.selectFrom("outbox").select(["state", (eb) => eb.fn.countAll<string>().as("rows")]).groupBy("state").execute();
  return { waiting: 0, leased: 0, delivered: 0, stopped: 0, expired: 0, ...Object.fromEntries(rows.map((row) => [row.state, Number(row.rows)])) };
};

const FORGET_BATCH = 1000;

const forgetEnded = async (db: Kysely<Tables>, states: readonly DeliveryState[], before: Date): Promise<number> => {
  for (let forgotten = 0; ; ) {
    const result = await db.deleteFrom("outbox")
      .where("id", "in", (eb) => eb.selectFrom("outbox").select("id").where("state", "in", states).where("ended_at", "<", before).orderBy("ended_at").limit(FORGET_BATCH))
      .executeTakeFirst();
    forgotten += Number(result.numDeletedRows);
    if (result.numDeletedRows < FORGET_BATCH) return forgotten;
  }
};
