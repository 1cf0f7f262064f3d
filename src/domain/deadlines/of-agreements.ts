import { academicYearEnd, academicYearStart, firstCalendarYear } from "../../kernel/academic-year.js";
import { given } from "../../kernel/given.js";
import { unitsOf } from "../agreements/units.js";
import type { Deadline, DeadlineCode, HoldingAgreement, Period } from "./model.js";
import { within, yearsOf } from "./model.js";

/** What the end of each agreement asks for, and the two days of each year that the network's business rules set (PROTOCOL 6.1). */
export const agreementDeadlines = (agreements: readonly HoldingAgreement[], period: Period): readonly Deadline[] =>
  [...agreements.flatMap(endOf), ...yearsOf(period).flatMap((year) => yearly(agreements, year))].filter(within(period));

/** The academic year in which the last condition ends. */
const lastYear = ({ copy: { conditions } }: HoldingAgreement): string =>
  conditions.map(({ lastAcademicYear }) => lastAcademicYear).reduce((last, year) => (academicYearEnd(year) > academicYearEnd(last) ? year : last), conditions[0]?.lastAcademicYear ?? "0000/0000");

const endOf = (agreement: HoldingAgreement): readonly Deadline[] => {
  const { id, partnerHeiId, copy } = agreement;
  if (copy.conditions.length === 0) return [];
  const last = lastYear(agreement);
  const end = academicYearEnd(last);
  const one = (code: DeadlineCode, on: string, sentence: string): Deadline => ({
    id: `${code}/${id}/${on.slice(0, 4)}`, on, code, sentence, partnerHeiId, unitIds: unitsOf(copy), data: given({ academicYear: last, iiaCode: copy.owner.iiaCode }) as Deadline["data"], record: { kind: "agreement", objectId: id },
  });
  return [
    one("agreement-last-year", academicYearStart(last), `The last academic year of this agreement begins, ${last}.`),
    one("agreement-renewal", `${end.slice(0, 4)}-01-31`, `Last day to renew this agreement, so that it goes on after ${last}.`),
    one("agreement-ends", end, `This agreement ends with the academic year ${last}.`),
  ];
};

/** Changes for an academic year are agreed by the end of January before it; a notice of a year counts from 1 September. */
const yearly = (agreements: readonly HoldingAgreement[], year: number): readonly Deadline[] => {
  const [next, after] = [`${year}/${year + 1}`, `${year + 1}-09-01`];
  const changing = agreements.filter((agreement) => firstCalendarYear(lastYear(agreement)) >= year).length;
  const noticed = agreements.filter((agreement) => academicYearEnd(lastYear(agreement)) >= after).length;
  return [
    ...(changing > 0 ? [{ id: `agreement-changes/${year}`, on: `${year}-01-31`, code: "agreement-changes" as const, sentence: `Last day for both sides to agree on changes of agreements for the academic year ${next}.`, data: { agreements: changing, academicYear: next }, unitIds: [] }] : []),
    ...(noticed > 0 ? [{ id: `agreement-notice/${year}`, on: `${year}-08-31`, code: "agreement-notice" as const, sentence: `Last day to give notice of agreements that are to end on ${after}: it takes a whole academic year.`, data: { agreements: noticed, effective: after }, unitIds: [] }] : []),
  ];
};
