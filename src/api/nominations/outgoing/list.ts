import { wordsOf } from "../../../domain/statistics/model.js";
import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import type { Operation } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import type { NominationServices } from "../command.js";
import { filterOf } from "../filter.js";
import { presentOutgoing } from "../present.js";

export const listOutgoing = ({ nominations, catalogue }: NominationServices): Operation<"listOutgoing"> => async ({ path, query, within: unitIds }) => {
  const page = await nominations.omobilities(heiId(path.heiId), { ...filterOf(query), ...given({ unitIds, counted: wordsOf("outgoing-nominations", query.counted) }) }, pageRequest(query));
  return { status: 200, body: presentPage(page, (own) => presentOutgoing(own, { partnerName: partnerName(catalogue, own.partnerHeiId) })) };
};
