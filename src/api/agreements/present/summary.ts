import type { AgreementPair, Condition } from "../../../domain/agreements/model.js";
import { firstCalendarYear } from "../../../kernel/academic-year.js";
import { given } from "../../../kernel/given.js";
import type { Schema } from "../../operation.js";
import { standingOf, timesOf } from "./agreement.js";

/** One line of a list. */
export const presentSummary = (pair: AgreementPair, partnerName?: string): Schema<"AgreementSummary"> => {
  const { agreement, theirs } = pair;
  const { id, heiId, partnerHeiId, revision, stage, partnerIiaId, mine } = agreement;
  return {
    id, heiId, partnerHeiId, revision, stage, ...standingOf(pair), hash: mine.hash, terminated: mine.copy.terminatedAsAWhole, ...timesOf(agreement),
    ...given({
      partnerName, partnerIiaId, partnerHash: theirs?.current.hash,
      iiaCode: mine.copy.owner.iiaCode, partnerIiaCode: theirs?.current.copy.owner.iiaCode ?? mine.copy.partner.iiaCode,
      ...years(mine.copy.conditions),
    }),
  };
};

/** The span of all conditions together. */
const years = (conditions: readonly Condition[]) => ({
  firstAcademicYear: extreme(conditions.map((condition) => condition.firstAcademicYear), -1),
  lastAcademicYear: extreme(conditions.map((condition) => condition.lastAcademicYear), 1),
});

const extreme = (ids: readonly string[], sign: 1 | -1): string | undefined =>
  ids.toSorted((one, other) => sign * (firstCalendarYear(other) - firstCalendarYear(one)))[0];
