import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import type { Operation } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import type { NominationServices } from "../command.js";
import { filterOf } from "../filter.js";
import { presentIncoming } from "../present.js";

export const listIncomingNominations = ({ nominations, catalogue }: NominationServices): Operation<"listIncomingNominations"> => async ({ path, query, within: unitIds }) => {
  const page = await nominations.imobilities(heiId(path.heiId), { ...filterOf(query), ...given({ unitIds }) }, pageRequest(query));
  return { status: 200, body: presentPage(page, (known) => presentIncoming(known, { partnerName: partnerName(catalogue, known.partnerHeiId) })) };
};
