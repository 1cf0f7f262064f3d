import type { RefreshRequests } from "../../domain/refresh-requests.js";
import type { Clock } from "../../kernel/ports.js";
import type { OutboxStore } from "../../outbox/ports.js";

/** Records what a notification asks for as outbox rows, due now: durable before the notification is answered. */
export const refreshRequests = (outbox: Pick<OutboxStore, "add">, clock: Clock): RefreshRequests => ({
  add: (requests) => outbox.add(requests.map(({ kind, heiId, partnerHeiId, objectId }) => ({ kind, heiId, partnerHeiId, objectId, dueAt: clock.now() }))),
});
