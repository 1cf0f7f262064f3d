import { isDeepStrictEqual } from "node:util";
import { firstCalendarYear } from "../../kernel/academic-year.js";
import { notAllowedNow } from "../../kernel/errors.js";
import { omit } from "../../kernel/omit.js";
import type { Agreement, AgreementContent, AgreementCopy, Condition, Party, PartyContent } from "../agreements/model.js";
import type { Programme } from "./model.js";

/**
 * The same terms for other years: what is in force, with its contacts, without codes, signatures and PDF, which belong to the old one. Throws
 * `EwpError` 422 for what was never in force, was ended, or is still valid in the first of those years.
 */
export const renewedContent = ({ inForce }: Agreement, programme: Programme): AgreementContent => {
  if (!inForce) throw notAllowedNow("The agreement was never in force.", "Only agreements that both sides approved can be renewed.", { code: "never-in-force" });
  const { copy } = inForce.mine;
  if (copy.terminatedAsAWhole) throw notAllowedNow("The agreement was terminated.", "This agreement was ended by both sides. Make a new one instead.", { code: "terminated" });
  if (copy.conditions.some(({ lastAcademicYear }) => firstCalendarYear(lastAcademicYear) >= firstCalendarYear(programme.firstAcademicYear)))
    throw notAllowedNow("The agreement is valid in the first of these years.", "This agreement is still valid in the first year of the renewal. Change its years instead, or begin later.", { code: "still-valid" });
  return { owner: partyOf(copy.owner), partner: partyOf(copy.partner), conditions: unique(lastOnes(copy).map((condition) => inYears(condition, programme))) };
};

const partyOf = (party: Party): PartyContent => omit(party, "heiId", "iiaId", "iiaCode", "signingDate", "signingContact");

/** Conditions that ended before the agreement did were given up on purpose. */
const lastOnes = ({ conditions }: AgreementCopy): readonly Condition[] => {
  const last = Math.max(...conditions.map(({ lastAcademicYear }) => firstCalendarYear(lastAcademicYear)));
  return conditions.filter(({ lastAcademicYear }) => firstCalendarYear(lastAcademicYear) === last);
};

/** Years are written in the receiving institution's calendar, as the old ones were (PROTOCOL 1.7). */
const inYears = (condition: Condition, { firstAcademicYear, lastAcademicYear }: Programme): Condition => {
  const span = Number(condition.firstAcademicYear.slice(5)) - firstCalendarYear(condition.firstAcademicYear);
  const written = (year: string): string => `${firstCalendarYear(year)}/${firstCalendarYear(year) + span}`;
  return { ...condition, firstAcademicYear: written(firstAcademicYear), lastAcademicYear: written(lastAcademicYear) };
};

/** Conditions that differed in their years only are one now. */
const unique = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions.filter((condition, i) => !conditions.slice(0, i).some((other) => isDeepStrictEqual(other, condition)));
