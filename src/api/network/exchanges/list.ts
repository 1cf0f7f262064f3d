import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import type { OfficeServices } from "../../services.js";
import { presentExchangeSummary } from "./present.js";

export const listExchanges = ({ exchanges }: Pick<OfficeServices, "exchanges">): Operation<"listExchanges"> => async ({ path, query }) => {
  const { partner, direction, api, failed, requestId, since } = query;
  const filter = given({ partnerHeiId: partner === undefined ? undefined : heiId(partner), direction, api, failed, requestId, since: since === undefined ? undefined : new Date(since) });
  await exchanges.flush();
  return { status: 200, body: presentPage(await exchanges.list(heiId(path.heiId), filter, pageRequest(query)), presentExchangeSummary) };
};
