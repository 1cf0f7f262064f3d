/** Our own grades: what they mean among the students who pass, by field of study. */
import { scaled } from "../transcripts/credits.js";
import type { GradeTable } from "../transcripts/model.js";
import { badRequest, notFound } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { InstitutionStore } from "../institutions/ports.js";
import type { Problem } from "../problem.js";
import { textProblems } from "../text-problems.js";
import type { HomeScale } from "./model.js";

/** The scale as it is kept; revision 0 before any was given. */
export interface GradeScale extends HomeScale {
  readonly revision: number;
}

export interface GradeScaleStore {
  /** Empty until one is given. */
  get(heiId: HeiId): Promise<GradeScale>;
  /** Replaces the scale of revision `ifRevision`; throws `EwpError` 412 at another one. */
  put(heiId: HeiId, scale: HomeScale, ifRevision: number): Promise<GradeScale>;
}

const DIGITS = 6;
const HUNDRED = scaled("100", DIGITS);
const PERCENTAGE = /^\d{1,3}(\.\d{1,6})?$/;
const wrong = (field: string, problem: string, expected: string): Problem => ({ field, problem, expected });

/** What makes a scale unusable or misleading. All problems at once. */
export const gradeScaleProblems = (scale: HomeScale): readonly Problem[] => {
  const { tables, failing } = scale;
  const known = new Set(tables.flatMap(({ frequencies }) => frequencies.map(({ label }) => label)));
  return [
    ...tables.flatMap((table, i) => [
      ...(tables.findIndex(({ iscedCode }) => iscedCode === table.iscedCode) === i ? [] : [wrong(`tables[${i}].iscedCode`, "is that of another table", "one table for each field of study")]),
      ...tableProblems(table, failing, `tables[${i}]`),
    ]),
    ...failing.flatMap((label, i) => (known.has(label) ? [] : [wrong(`failing[${i}]`, "is a grade of none of the tables", "a grade as the tables write it")])),
    ...textProblems(scale),
  ];
};

const tableProblems = ({ iscedCode, frequencies }: GradeTable, failing: readonly string[], path: string): readonly Problem[] => {
  const labels = frequencies.map(({ label }) => label);
  const unreadable = frequencies.flatMap(({ percentage }, i) => (PERCENTAGE.test(percentage) ? [] : [wrong(`${path}.frequencies[${i}].percentage`, "is not a percentage", "a decimal number from 0 to 100, e.g. 12.5")]));
  const firstFailing = labels.findIndex((label) => failing.includes(label));
  return [
    ...(/^\d{2,4}$/.test(iscedCode) ? [] : [wrong(`${path}.iscedCode`, "is not an ISCED-F code", "two to four digits, e.g. 0541")]),
    ...labels.flatMap((label, i) => (label.trim() !== "" && labels.indexOf(label) === i ? [] : [wrong(`${path}.frequencies[${i}].label`, label.trim() === "" ? "is empty" : "is given twice", "each grade once")])),
    ...(firstFailing >= 0 && labels.slice(firstFailing).some((label) => !failing.includes(label)) ? [wrong(`${path}.frequencies`, "name a failing grade before a passing one", "the best grade first")] : []),
    ...(labels.some((label) => !failing.includes(label)) ? [] : [wrong(`${path}.frequencies`, "name no grade that passes", "each grade with its percentage, the best first")]),
    ...(unreadable.length > 0 ? unreadable : totalProblems(frequencies, path)),
  ];
};

/** Each percentage may be rounded to a whole number. */
const totalProblems = (frequencies: GradeTable["frequencies"], path: string): readonly Problem[] => {
  const off = frequencies.reduce((sum, { percentage }) => sum + scaled(percentage, DIGITS), -HUNDRED);
  const allowed = (HUNDRED / 200n) * BigInt(frequencies.length);
  return frequencies.length === 0 || (off <= allowed && -off <= allowed) ? [] : [wrong(`${path}.frequencies`, "do not add up to 100 percent", "how often each grade is given, in percent, failing grades included")];
};

interface ScaleCommand {
  readonly heiId: HeiId;
  readonly scale: HomeScale;
  readonly ifRevision: number;
}

export const createGradeScales = ({ store, institutions }: { readonly store: GradeScaleStore; readonly institutions: Pick<InstitutionStore, "get"> }) => ({
  get: (heiId: HeiId): Promise<GradeScale> => store.get(heiId),
  /** Decisions that were made stay as they are. Refused: 400 with all problems in `details`, 404 for an institution that is not ours, 412 at another revision. */
  put: async ({ heiId, scale, ifRevision }: ScaleCommand): Promise<GradeScale> => {
    if (!(await institutions.get(heiId))) throw notFound("There is no institution with this id.");
    const problems = gradeScaleProblems(scale);
    if (problems.length > 0) throw badRequest(problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; "), { code: "invalid-content", details: problems });
    return store.put(heiId, scale, ifRevision);
  },
});
export type GradeScales = ReturnType<typeof createGradeScales>;
