import type { AgreementPair } from "../../../domain/agreements/model.js";
import { statusOf } from "../../../domain/agreements/status.js";
import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import { filteredPage } from "../../lists/filtered-page.js";
import type { Call, Operation } from "../../operation.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import { partnerName } from "../../partners/name.js";
import type { OfficeServices } from "../../services.js";
import { containsWords } from "../../lists/words.js";
import { presentSummary } from "../present/summary.js";

type Services = Pick<OfficeServices, "agreements" | "catalogue">;
type Query = Call<"listAgreements">["query"];

export const listAgreements = ({ agreements, catalogue }: Services): Operation<"listAgreements"> => async ({ path, query, within: unitIds }) => {
  const filter = { ...filterOf(query), ...given({ unitIds }) };
  const nameOf = (pair: AgreementPair) => partnerName(catalogue, pair.agreement.partnerHeiId);
  const wanted = (pair: AgreementPair) => hasStatus(pair, query.status) && isAbout(pair.agreement, query) && (query.q === undefined || containsWords(query.q, textsOf(pair, nameOf(pair))));
  const page = await filteredPage(pageRequest(query), (request) => agreements.list(heiId(path.heiId), filter, request), wanted);
  return { status: 200, body: presentPage(page, (pair) => presentSummary(pair, nameOf(pair))) };
};

/** What the store can filter by. Tombstones are listed only for who asks for them, by stage or by status. */
const filterOf = ({ partner, stage, status, academicYear, changedSince }: Query) => ({
  stages: stage ?? (status?.includes("deleted") ? (["draft", "shared", "deleted"] as const) : (["draft", "shared"] as const)),
  ...given({ partnerHeiId: partner === undefined ? undefined : heiId(partner), academicYears: academicYear, changedSince: changedSince === undefined ? undefined : new Date(changedSince) }),
});

const hasStatus = (pair: AgreementPair, wanted: Query["status"]): boolean => wanted === undefined || wanted.some((status) => status === statusOf(pair));

/** Field and level of what we agree on, and where the partner is. */
const isAbout = ({ partnerHeiId, mine: { copy: { conditions } } }: AgreementPair["agreement"], { iscedFCode, eqfLevel, country }: Query): boolean =>
  (iscedFCode === undefined || conditions.some(({ subjectAreas }) => subjectAreas.some((area) => area.iscedFCode.startsWith(iscedFCode))))
  && (eqfLevel === undefined || conditions.some(({ eqfLevels }) => eqfLevels?.includes(eqfLevel)))
  && (country === undefined || partnerHeiId.endsWith(`.${country}`));

const textsOf = ({ agreement, theirs }: AgreementPair, name: string | undefined): readonly (string | undefined)[] =>
  [agreement.id, agreement.partnerHeiId, name, agreement.mine.copy.owner.iiaCode, agreement.mine.copy.partner.iiaCode, agreement.partnerIiaId, theirs?.current.copy.owner.iiaCode];
