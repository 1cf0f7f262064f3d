import { given } from "../../../kernel/given.js";
import type { Delivery } from "../../../outbox/model.js";
import type { Schema } from "../../operation.js";

export const presentDelivery = ({ id, kind, partnerHeiId, objectId, state, attempts, dueAt, createdAt, endedAt, reason, exchangeId }: Delivery): Schema<"Delivery"> => ({
  id, kind, partnerHeiId, objectId, state, attempts, dueAt: dueAt.toISOString(), createdAt: createdAt.toISOString(),
  ...given({ endedAt: endedAt?.toISOString(), reason, exchangeId }),
});
