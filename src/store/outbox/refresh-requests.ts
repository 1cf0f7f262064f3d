import { type Kysely, sql } from "kysely";
import { MOST_WAITING, type RefreshRequest, type RefreshRequests } from "../../domain/refresh-requests.js";
import type { Clock } from "../../kernel/ports.js";
import { SWEEP_OF } from "../../outbox/model.js";
import type { NewDelivery, OutboxStore } from "../../outbox/ports.js";
import { withoutRemoved } from "../retention/removed.js";
import type { Tables } from "../sql/tables.js";

/** Records what notifications and index pulls ask for as outbox rows, due now: durable before a notification is answered. */
export const refreshRequests = (db: Kysely<Tables>, outbox: Pick<OutboxStore, "add">, clock: Clock): RefreshRequests => {
  const rowOf = ({ kind, heiId, partnerHeiId, objectId }: RefreshRequest): NewDelivery => ({ kind, heiId, partnerHeiId, objectId, dueAt: clock.now() });
  /** Counts no further than it has to. */
  const isCrowded = async ({ heiId, partnerHeiId }: RefreshRequest): Promise<boolean> => {
    const waiting = db.selectFrom("outbox").select("id").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("state", "=", "waiting").limit(MOST_WAITING);
    const { count } = await db.selectFrom(waiting.as("some")).select(sql<string>`count(*)`.as("count")).executeTakeFirstOrThrow();
    return Number(count) >= MOST_WAITING;
  };
  return {
    add: async (requests) => outbox.add((await withoutRemoved(db, requests)).map(rowOf)),
    addNotified: async (requests) => {
      const rows = await Promise.all((await withoutRemoved(db, requests)).map(async (request): Promise<NewDelivery> =>
        (await isCrowded(request)) ? { ...rowOf(request), kind: SWEEP_OF[request.kind], objectId: "" } : rowOf(request)));
      await outbox.add(rows);
    },
  };
};
