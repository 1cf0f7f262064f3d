import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import type { OfficeServices } from "../../services.js";
import { presentDelivery } from "./present.js";

export const listDeliveries = ({ outbox }: Pick<OfficeServices, "outbox">): Operation<"listDeliveries"> => async ({ path, query }) => {
  const { partner, state, kind, objectId } = query;
  const filter = given({ partnerHeiId: partner === undefined ? undefined : heiId(partner), states: state, kinds: kind, objectId });
  return { status: 200, body: presentPage(await outbox.list(heiId(path.heiId), filter, pageRequest(query)), presentDelivery) };
};
