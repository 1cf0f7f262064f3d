import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { noSuchDelivery } from "./get.js";
import { presentDelivery } from "./present.js";

export const retryDelivery = ({ outbox, clock }: Pick<OfficeServices, "outbox" | "clock">): Operation<"retryDelivery"> => async ({ path }) => {
  const delivery = await outbox.again(heiId(path.heiId), path.deliveryId, clock.now());
  if (!delivery) throw noSuchDelivery();
  return { status: 202, body: presentDelivery(delivery) };
};
