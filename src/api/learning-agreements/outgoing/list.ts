import { wordsOf } from "../../../domain/statistics/model.js";
import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import type { Operation } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import type { LaServices } from "../command.js";
import { filterOf } from "../filter.js";
import { summarizeOutgoing } from "../present/outgoing.js";

export const listOutgoingLas = ({ learningAgreements, catalogue }: LaServices): Operation<"listOutgoingLas"> => async ({ path, query, within: unitIds }) => {
  const page = await learningAgreements.listOutgoing(heiId(path.heiId), { ...filterOf(query), ...given({ unitIds, counted: wordsOf("outgoing-learning-agreements", query.counted) }) }, pageRequest(query));
  return { status: 200, body: presentPage(page, (la) => summarizeOutgoing(la, partnerName(catalogue, la.partnerHeiId))) };
};
