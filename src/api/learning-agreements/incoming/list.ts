import { wordsOf } from "../../../domain/statistics/model.js";
import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import type { Operation } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import { type LaServices, tellingsOf } from "../command.js";
import { filterOf } from "../filter.js";
import { summarizeIncoming } from "../present/incoming.js";

export const listIncomingLas = ({ learningAgreements, catalogue, outbox }: LaServices): Operation<"listIncomingLas"> => async ({ path, query, within: unitIds }) => {
  const hei = heiId(path.heiId);
  const page = await learningAgreements.listIncoming(hei, { ...filterOf(query), ...given({ unitIds, counted: wordsOf("incoming-learning-agreements", query.counted) }) }, pageRequest(query));
  const tellingOf = await tellingsOf(hei, page.items, { outbox });
  return { status: 200, body: presentPage(page, (la) => summarizeIncoming(la, partnerName(catalogue, la.partnerHeiId), tellingOf(la))) };
};
