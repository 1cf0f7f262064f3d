import type { Selectable } from "kysely";
import type { HeiId } from "../../kernel/ids.js";
import type { Delivery } from "../../outbox/model.js";
import type { OutboxTable } from "../sql/tables.js";

export const toDelivery = (row: Selectable<OutboxTable>): Delivery => ({
  id: row.id,
  kind: row.kind,
  heiId: row.hei_id as HeiId,
  partnerHeiId: row.partner_hei_id as HeiId,
  objectId: row.object_id,
  state: row.state,
  attempts: row.attempts,
  dueAt: row.due_at,
  createdAt: row.created_at,
  ...(row.ended_at !== null && { endedAt: row.ended_at }),
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.exchange_id !== null && { exchangeId: row.exchange_id }),
});
