/** Where the two records of one mobility do not say the same. */
import { firstCalendarYear, isAcademicYear } from "../../kernel/academic-year.js";
import { given } from "../../kernel/given.js";
import type { MobilityFacts } from "./facts.js";
import type { RecordDifference, WarningCode } from "./warning.js";

export type DifferenceCode = Extract<WarningCode, `other-${string}` | "student-differs">;

interface Row {
  readonly code: DifferenceCode;
  readonly field: string;
  /** What a record says; undefined where it leaves it open, which differs from nothing. */
  readonly said: (facts: MobilityFacts) => string | undefined;
  /** Of two texts that are not equal. */
  readonly isSame?: (nomination: string, learningAgreement: string) => boolean;
  readonly isPersonal?: true;
}

/** The broader of two fields of ISCED-F contains the other; zeros at the end say "not further defined". */
const oneContains = (a: string, b: string): boolean => {
  const [broad, narrow] = [a, b].map((code) => code.replace(/0+$/, "")).sort((x, y) => x.length - y.length) as [string, string];
  return broad !== "" && narrow.startsWith(broad);
};

const ROWS: readonly Row[] = [
  { code: "other-student", field: "student.globalId", said: ({ globalId }) => globalId?.trim().toLowerCase(), isPersonal: true },
  { code: "student-differs", field: "student.birthDate", said: ({ birthDate }) => birthDate, isPersonal: true },
  { code: "student-differs", field: "student.givenNames", said: ({ givenNames }) => joined(givenNames), isSame: (a, b) => sameName(a, b), isPersonal: true },
  { code: "student-differs", field: "student.familyNames", said: ({ familyNames }) => joined(familyNames), isSame: (a, b) => sameName(a, b), isPersonal: true },
  { code: "other-institution", field: "sendingHeiId", said: ({ sendingHeiId }) => sendingHeiId },
  { code: "other-institution", field: "receivingHeiId", said: ({ receivingHeiId }) => receivingHeiId },
  { code: "other-unit", field: "sendingOunitId", said: ({ sendingOunitId }) => sendingOunitId },
  { code: "other-unit", field: "receivingOunitId", said: ({ receivingOunitId }) => receivingOunitId },
  { code: "other-field", field: "iscedFCode", said: ({ iscedFCode }) => iscedFCode, isSame: oneContains },
  { code: "other-level", field: "eqfLevel", said: ({ eqfLevel }) => eqfLevel?.toString() },
  { code: "other-kind", field: "activity", said: ({ activity }) => activity },
  { code: "other-period", field: "receivingAcademicYear", said: ({ receivingAcademicYear }) => receivingAcademicYear },
];

const SEPARATOR = "\n";
const joined = (names: readonly string[]): string | undefined => (names.length > 0 ? names.join(SEPARATOR) : undefined);

/** Letters without accents, case and marks: systems drop them in different ways. */
const partsOf = (name: string): readonly string[] => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");

/** In some language one name has all parts of the other: second names are often left out. */
const sameName = (a: string, b: string): boolean =>
  a.split(SEPARATOR).some((one) => b.split(SEPARATOR).some((other) => {
    const [fewer, more] = [partsOf(one), partsOf(other)].sort((x, y) => x.length - y.length) as [readonly string[], readonly string[]];
    return fewer.every((part) => more.includes(part)) && fewer.length > 0;
  }));

/** The months of the learning agreement against those of the nomination: its planned dates, else its academic year. */
const otherMonths = (nomination: MobilityFacts, { start, end }: MobilityFacts): RecordDifference | undefined => {
  if (start === undefined || end === undefined) return undefined;
  const period = plannedMonths(nomination);
  if (!period || (start.slice(0, 7) <= period.to && end.slice(0, 7) >= period.from)) return undefined;
  return { field: "period", nomination: `${period.from} to ${period.to}`, learningAgreement: `${start} to ${end}` };
};

const plannedMonths = ({ start, end, receivingAcademicYear: year }: MobilityFacts): { readonly from: string; readonly to: string } | undefined => {
  if (start !== undefined && end !== undefined) return { from: start.slice(0, 7), to: end.slice(0, 7) };
  return isAcademicYear(year) ? { from: `${firstCalendarYear(year)}-01`, to: `${year.slice(-4)}-12` } : undefined;
};

/** By code, in the order of the rows; empty when they say the same. */
export const differencesBetween = (nomination: MobilityFacts, learningAgreement: MobilityFacts): ReadonlyMap<DifferenceCode, readonly RecordDifference[]> => {
  const found = new Map<DifferenceCode, RecordDifference[]>();
  const add = (code: DifferenceCode, difference: RecordDifference): void => void found.set(code, [...(found.get(code) ?? []), difference]);
  for (const { code, field, said, isSame, isPersonal } of ROWS) {
    const [one, other] = [said(nomination), said(learningAgreement)];
    if (one === undefined || other === undefined || one === other || isSame?.(one, other)) continue;
    add(code, { field, ...given(isPersonal ? {} : { nomination: one, learningAgreement: other }) });
  }
  const months = otherMonths(nomination, learningAgreement);
  if (months) add("other-period", months);
  return found;
};
