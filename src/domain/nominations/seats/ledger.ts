/** Places that agreements give, and what stands against them, by partner, field, level and year. */
import { firstCalendarYear } from "../../../kernel/academic-year.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { Condition } from "../../agreements/model.js";
import type { Activity, AgreementInForce } from "../model.js";

/** One kind of place that is asked for. */
export interface SeatUse {
  readonly partnerHeiId: HeiId;
  /** Our id of the agreement, where the nomination names one. */
  readonly agreementId?: string;
  readonly academicYear: string;
  /** Not told in the older workflow: a place of any field, or level, may be meant. */
  readonly iscedFCode?: string;
  readonly eqfLevel?: number;
  readonly activity: Activity;
}

/** How many nominations ask for it. */
export interface SeatCount extends SeatUse {
  readonly nominated: number;
  readonly approved: number;
}

/** A line of the ledger: one condition of one agreement in one year. Without agreement, nominations that none gives a place to. */
export interface SeatLine {
  readonly partnerHeiId: HeiId;
  readonly agreementId?: string;
  /** Place in the agreement, from 0. */
  readonly condition?: number;
  readonly academicYear: string;
  readonly iscedFCodes: readonly string[];
  readonly eqfLevels: readonly number[];
  readonly blended: boolean;
  readonly agreed: number;
  /** Sent and neither rejected nor cancelled: those that wait and those that are approved. */
  readonly nominated: number;
  readonly approved: number;
  /** Below zero: more were nominated than agreed. */
  readonly left: number;
}

export type Direction = "outgoing" | "incoming";

/** Whether a condition gives a place of this kind. Without fields or levels it gives any. */
export const gives = (condition: Condition, use: Omit<SeatUse, "partnerHeiId" | "agreementId">): boolean => {
  const year = firstCalendarYear(use.academicYear);
  return condition.kind === "student-studies" &&
    firstCalendarYear(condition.firstAcademicYear) <= year && year <= firstCalendarYear(condition.lastAcademicYear) &&
    (use.iscedFCode === undefined || condition.subjectAreas.length === 0 || condition.subjectAreas.some(({ iscedFCode }) => iscedFCode === use.iscedFCode)) &&
    (use.eqfLevel === undefined || (condition.eqfLevels ?? []).length === 0 || (condition.eqfLevels ?? []).includes(use.eqfLevel)) &&
    (use.activity !== "short-term-blended" || condition.blended === true);
};

/** Conditions for students of this direction, with their place in the agreement. */
const ofDirection = ({ conditions, partnerHeiId }: AgreementInForce, direction: Direction) =>
  conditions.map((condition, at) => ({ condition, at })).filter(({ condition }) => condition.kind === "student-studies" && (direction === "outgoing" ? condition.receivingHeiId : condition.sendingHeiId) === partnerHeiId);

/** The narrowest condition with room comes first, so that a place for any field is left for who needs it. */
const width = ({ subjectAreas, eqfLevels }: Condition): number => (subjectAreas.length === 0 ? 100 : subjectAreas.length) * ((eqfLevels ?? []).length === 0 ? 8 : (eqfLevels ?? []).length);

/** A line that is being filled. */
export interface OpenLine extends Omit<SeatLine, "nominated" | "approved" | "left"> {
  readonly width: number;
  readonly gives: (use: SeatUse) => boolean;
  nominated: number;
  approved: number;
}

/** The lines of these years before anything stands against them. */
export const openLines = (direction: Direction, agreements: readonly AgreementInForce[], years: readonly string[]): readonly OpenLine[] =>
  agreements.flatMap((agreement) => ofDirection(agreement, direction).flatMap(({ condition, at }) => years.filter((year) => isValidIn(condition, year)).map((year) => opened(agreement, condition, at, year))));

/** Lines that give this kind of place, the narrowest first. */
export const linesFor = (use: SeatUse, lines: readonly OpenLine[]): readonly OpenLine[] =>
  lines.filter((line) => line.academicYear === use.academicYear && line.gives(use)).sort((a, b) => a.width - b.width);

/** A line as it is shown. */
export const closed = ({ width: _width, gives: _gives, ...line }: OpenLine): SeatLine => ({ ...line, left: line.agreed - line.nominated });

/** All lines of these years; what no condition gives has a line with nothing agreed. */
export const ledgerOf = (direction: Direction, agreements: readonly AgreementInForce[], counts: readonly SeatCount[], years: readonly string[]): readonly SeatLine[] => {
  const lines = openLines(direction, agreements, years);
  const without: OpenLine[] = [];
  for (const count of counts) {
    const fitting = linesFor(count, lines);
    place(count, fitting.length > 0 ? fitting : [unplaced(count, without)]);
  }
  return [...lines, ...without].map(closed);
};

const isValidIn = ({ firstAcademicYear, lastAcademicYear }: Condition, year: string): boolean =>
  firstCalendarYear(firstAcademicYear) <= firstCalendarYear(year) && firstCalendarYear(year) <= firstCalendarYear(lastAcademicYear);

const opened = ({ id, partnerHeiId }: AgreementInForce, condition: Condition, at: number, academicYear: string): OpenLine => ({
  partnerHeiId, agreementId: id, condition: at, academicYear, iscedFCodes: condition.subjectAreas.map(({ iscedFCode }) => iscedFCode), eqfLevels: condition.eqfLevels ?? [],
  blended: condition.blended ?? false, agreed: condition.mobilitiesPerYear, nominated: 0, approved: 0, width: width(condition),
  gives: (use) => use.partnerHeiId === partnerHeiId && (use.agreementId === undefined || use.agreementId === id) && gives(condition, use),
});

const unplaced = (use: SeatUse, others: OpenLine[]): OpenLine => {
  const line = lineWithoutPlaces(use);
  others.push(line);
  return line;
};

/** For what no condition gives. */
export const lineWithoutPlaces = (use: SeatUse): OpenLine => ({
  partnerHeiId: use.partnerHeiId, academicYear: use.academicYear, iscedFCodes: use.iscedFCode === undefined ? [] : [use.iscedFCode], eqfLevels: use.eqfLevel === undefined ? [] : [use.eqfLevel], blended: use.activity === "short-term-blended",
  agreed: 0, nominated: 0, approved: 0, width: 0, gives: () => false,
});

/** Fills one line after the other; what fits nowhere overfills the last. Approved ones take their place first. */
export const place = ({ nominated, approved }: SeatCount, lines: readonly OpenLine[]): void => {
  let [left, leftApproved] = [nominated, approved];
  lines.forEach((line, at) => {
    const isLast = at === lines.length - 1;
    const taken = isLast ? left : Math.min(left, Math.max(0, line.agreed - line.nominated));
    const takenApproved = Math.min(leftApproved, taken);
    line.nominated += taken;
    line.approved += takenApproved;
    left -= taken;
    leftApproved -= takenApproved;
  });
};
