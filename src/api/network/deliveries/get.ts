import { notFound } from "../../../kernel/errors.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentDelivery } from "./present.js";

export const noSuchDelivery = () => notFound("There is no delivery with this id.");

export const getDelivery = ({ outbox }: Pick<OfficeServices, "outbox">): Operation<"getDelivery"> => async ({ path }) => {
  const delivery = await outbox.get(heiId(path.heiId), path.deliveryId);
  if (!delivery) throw noSuchDelivery();
  return { status: 200, body: presentDelivery(delivery) };
};
