/**
 * Grades by what they mean among the students who pass (the method of Egracons): a grade stands for a stretch of them, from the best on,
 * and becomes the home grade in whose stretch its middle lies. Without both distributions, or without knowing which end of a scale is the
 * best, nothing is converted: never a guess. All arithmetic is exact.
 */
import type { Result, GradeTable } from "../transcripts/model.js";
import { scaled } from "../transcripts/credits.js";
import type { Band, GradeConversion, HomeScale, Source } from "./model.js";

interface Weight {
  readonly label: string;
  readonly weight: bigint;
}

/** Percentages have so many digits here; more are cut off. */
const DIGITS = 6;
const FAILS = /^(?:f|fx|fail(?:ed)?|ng|u|nf|non ammesso|insufficiente|ej godkänd)$/i;
const LETTERS = /^[a-f](?:x|[+-])?$/i;

export const convertGrade = (result: Result, hostTables: readonly GradeTable[], home: HomeScale, failedLabels: ReadonlySet<string> = new Set()): GradeConversion => {
  const from = result.grade;
  const not = (reason: string): GradeConversion => ({ converted: false, ...(from !== undefined && { from }), reason });
  if (from === undefined) return not("The transcript gives no grade.");
  const hostFound = distributionFor(result, hostTables);
  if (!hostFound) return not("The transcript has no distribution of grades for this field of study or course.");
  const homeTable = tableFor(result.iscedCode, home.tables);
  if (!homeTable) return not("There is no distribution of our own grades for this field of study.");
  const ordered = bestFirst(hostFound.weights, failedLabels);
  if (!ordered) return not("It cannot be told which grade of the partner's scale is the best.");
  const host = sourceOf(hostFound, ordered.filter(({ label }) => !fails(label, failedLabels)));
  const mine = sourceOf({ kind: "grade-table", iscedCode: homeTable.iscedCode }, weightsOf(homeTable).filter(({ label }) => !home.failing.includes(label)));
  if (!host || !mine) return not("One of the distributions names no students who passed.");
  const place = host.exact.find(({ label }) => label === from);
  if (!place) return not("The grade is not among the passing grades of the distribution.");
  const chosen = middleIn(mine, host, place);
  const candidates = mine.exact.filter((band) => band.to * host.total > place.from * mine.total && band.from * host.total < place.to * mine.total).map(({ label }) => label);
  return { converted: true, from, grade: chosen, method: "egracons-midpoint", host: host.shown, home: mine.shown, candidates };
};

const fails = (label: string, failed: ReadonlySet<string>): boolean => FAILS.test(label) || failed.has(label);

/** The field of study, or the nearest wider one. */
export const tableFor = (iscedCode: string | undefined, tables: readonly GradeTable[]): GradeTable | undefined => {
  for (let length = iscedCode?.length ?? 0; length >= 2; length--) {
    const found = tables.find((table) => table.iscedCode === iscedCode?.slice(0, length));
    if (found) return found;
  }
  return undefined;
};

const weightsOf = ({ frequencies }: GradeTable): readonly Weight[] => frequencies.map(({ label, percentage }) => ({ label, weight: scaled(percentage, DIGITS) }));

type Found = Pick<Source, "kind" | "iscedCode"> & { readonly weights: readonly Weight[] };

const distributionFor = ({ iscedCode, distribution }: Result, tables: readonly GradeTable[]): Found | undefined => {
  const table = tableFor(iscedCode, tables);
  if (table) return { kind: "grade-table", iscedCode: table.iscedCode, weights: weightsOf(table) };
  return distribution && { kind: "course-distribution", weights: distribution.categories.map(({ label, count }) => ({ label, weight: BigInt(count) })) };
};

/** A table names its grades in the order of the scale, in one direction or the other: failing grades, or letters, tell which. */
const bestFirst = (weights: readonly Weight[], failed: ReadonlySet<string>): readonly Weight[] | undefined => {
  const [first, last] = [weights[0]?.label, weights.at(-1)?.label];
  if (first === undefined || last === undefined || weights.some(({ weight }) => weight < 0n)) return undefined;
  if (weights.length === 1) return weights;
  const [failsFirst, failsLast] = [fails(first, failed), fails(last, failed)];
  if (failsFirst !== failsLast) return failsLast ? weights : [...weights].reverse();
  const passing = weights.filter(({ label }) => !fails(label, failed));
  if (failsFirst || !passing.every(({ label }) => LETTERS.test(label))) return undefined;
  return first.toLowerCase() < last.toLowerCase() ? weights : [...weights].reverse();
};

interface ExactBand {
  readonly label: string;
  readonly from: bigint;
  readonly to: bigint;
}
interface ExactSource {
  readonly total: bigint;
  readonly exact: readonly ExactBand[];
  readonly shown: Source;
}

const sourceOf = ({ kind, iscedCode }: Pick<Source, "kind" | "iscedCode">, weights: readonly Weight[]): ExactSource | undefined => {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0n);
  if (total <= 0n) return undefined;
  let from = 0n;
  const exact = weights.map(({ label, weight }) => ({ label, from, to: (from += weight) }));
  const bands: readonly Band[] = exact.map((band) => ({ label: band.label, from: percent(band.from, total), to: percent(band.to, total) }));
  return { total, exact, shown: { kind, ...(iscedCode !== undefined && { iscedCode }), bands } };
};

/** Two digits, cut off: for people, nothing is computed with it. */
const percent = (part: bigint, total: bigint): string => {
  const hundredths = String((part * 10_000n) / total).padStart(3, "0");
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
};

/** The home grade in whose stretch the middle of `place` lies; on a border the better one, which stands first. Grades nobody got are passed over. */
const middleIn = (home: ExactSource, host: ExactSource, place: ExactBand): string => {
  const middle = (place.from + place.to) * home.total;
  const given = home.exact.filter(({ from, to }) => to > from);
  return (given.find(({ to }) => middle <= 2n * to * host.total) ?? given.at(-1))?.label ?? "";
};
