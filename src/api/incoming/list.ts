import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import { pageRequest, presentPage } from "../lists/page.js";
import { partnerName } from "../partners/name.js";
import type { OfficeServices } from "../services.js";
import { presentIncomingSummary } from "./present.js";

export const listIncoming = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"listIncoming"> => async ({ path, query, within }) => {
  // What nobody has linked belongs to no unit yet.
  if (within) return { status: 200, body: { items: [] } };
  const filter = { linked: false, gone: query.gone ?? false, ...given({ partnerHeiId: query.partner === undefined ? undefined : heiId(query.partner) }) };
  const page = await agreements.partnerCopies(heiId(path.heiId), filter, pageRequest(query));
  return { status: 200, body: presentPage(page, (copy) => presentIncomingSummary(copy, partnerName(catalogue, copy.partnerHeiId))) };
};
