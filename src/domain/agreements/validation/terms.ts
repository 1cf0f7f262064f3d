/** The rules of what is agreed: the part of a copy that is hashed and approved (PROTOCOL 5.8, 1.7). */
import { firstCalendarYear, isAcademicYear } from "../../../kernel/academic-year.js";
import { isAsciiId } from "../../../kernel/ids.js";
import type { AgreementCopy, Condition, LanguageSkill, MobilityKind, SubjectArea } from "../model.js";
import type { Problem } from "../../problem.js";

/** What each kind of mobility asks for; a row per kind. */
const RULES: Readonly<Record<MobilityKind, { readonly languageRequired: boolean; readonly student: boolean }>> = {
  "student-studies": { languageRequired: true, student: true },
  "student-traineeship": { languageRequired: false, student: true },
  "staff-teacher": { languageRequired: true, student: false },
  "staff-training": { languageRequired: false, student: false },
};
const ISCED = /^\d{4}$/;
const CEFR = /^[ABC][12]$/;
const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;
const DECIMAL = /^\+?(?:\d+(?:\.\d*)?|\.\d+)$/;
/** As the schema counts them: zeros at the end are no digits. */
const fractionDigits = (text: string): number => (text.split(".")[1] ?? "").replace(/0+$/, "").length;

/** Broken rules of all conditions at once, in document order. */
export const termProblems = (copy: AgreementCopy): readonly Problem[] => {
  if (copy.conditions.length === 0) return [{ field: "conditions", problem: "there are none", expected: "at least one condition" }];
  return copy.conditions.flatMap((condition, i) => conditionProblems(condition, copy, `conditions[${i}]`));
};

const conditionProblems = (condition: Condition, copy: AgreementCopy, path: string): Problem[] => [
  ...directionProblems(condition, copy, path),
  ...yearProblems(condition, path),
  ...quantityProblems(condition, path),
  ...languageProblems(condition, path),
  ...condition.subjectAreas.flatMap((area, i) => subjectAreaProblems(area, `${path}.subjectAreas[${i}]`)),
  ...kindProblems(condition, path),
];

const directionProblems = (condition: Condition, { owner, partner }: AgreementCopy, path: string): Problem[] => {
  const partners: readonly string[] = [owner.heiId, partner.heiId];
  const expected = `${owner.heiId} or ${partner.heiId}`;
  const problems: Problem[] = [];
  for (const side of ["sendingHeiId", "receivingHeiId"] as const)
    if (!partners.includes(condition[side])) problems.push({ field: `${path}.${side}`, problem: "is not one of the two partners", expected });
  if (condition.sendingHeiId === condition.receivingHeiId) problems.push({ field: `${path}.receivingHeiId`, problem: "is the sending institution", expected: "the other partner" });
  for (const side of ["sendingOunitId", "receivingOunitId"] as const) {
    const id = condition[side];
    if (id !== undefined && !isAsciiId(id)) problems.push({ field: `${path}.${side}`, problem: "is not a unit id", expected: "1 to 64 printable ASCII characters" });
  }
  return problems;
};

const yearProblems = ({ firstAcademicYear, lastAcademicYear }: Condition, path: string): Problem[] => {
  const wrong = Object.entries({ firstAcademicYear, lastAcademicYear }).filter(([, year]) => !isAcademicYear(year));
  if (wrong.length > 0) return wrong.map(([name]) => ({ field: `${path}.${name}`, problem: "is not an academic year", expected: "e.g. 2026/2027, or 2026/2026 in the southern hemisphere" }));
  return firstCalendarYear(firstAcademicYear) > firstCalendarYear(lastAcademicYear)
    ? [{ field: `${path}.lastAcademicYear`, problem: "is before the first academic year", expected: `${firstAcademicYear} or later` }] : [];
};

const quantityProblems = (condition: Condition, path: string): Problem[] => {
  const problems: Problem[] = [];
  if (!Number.isSafeInteger(condition.mobilitiesPerYear) || condition.mobilitiesPerYear < 1)
    problems.push({ field: `${path}.mobilitiesPerYear`, problem: "is not a positive whole number", expected: "1 or more" });
  if (condition.mobilitiesNotYetDefined) problems.push(leftOver(`${path}.mobilitiesPerYear`, "is marked as not yet defined", "a number that both sides agree on"));
  for (const name of ["totalMonthsPerYear", "totalDaysPerYear"] as const) {
    const value = condition[name];
    if (value !== undefined && !(value.length <= 40 && DECIMAL.test(value) && fractionDigits(value) <= 2 && Number(value) > 0))
      problems.push({ field: `${path}.${name}`, problem: "is not a positive decimal", expected: "a number above 0 with at most two decimals, e.g. 5 or 7.5" });
  }
  return problems;
};

const languageProblems = ({ kind, languageSkills }: Condition, path: string): Problem[] => {
  if (RULES[kind].languageRequired && languageSkills.length === 0)
    return [{ field: `${path}.languageSkills`, problem: "there is none", expected: "at least one recommended language for this kind of mobility" }];
  return languageSkills.flatMap((skill, i) => skillProblems(skill, `${path}.languageSkills[${i}]`));
};

const skillProblems = ({ language, cefrLevel, subjectArea, notYetDefined }: LanguageSkill, path: string): Problem[] => [
  ...(LANGUAGE.test(language) ? [] : [{ field: `${path}.language`, problem: "is not a language code", expected: "a BCP 47 code, e.g. en or pt-BR" }]),
  ...(cefrLevel === undefined || CEFR.test(cefrLevel) ? [] : [{ field: `${path}.cefrLevel`, problem: "is not a level", expected: "A1, A2, B1, B2, C1 or C2" }]),
  ...(subjectArea ? subjectAreaProblems(subjectArea, `${path}.subjectArea`) : []),
  ...(notYetDefined ? [leftOver(path, "is marked as not yet defined", "a language that both sides agree on")] : []),
];

const subjectAreaProblems = ({ iscedFCode, v6Value }: SubjectArea, path: string): Problem[] => [
  ...(ISCED.test(iscedFCode) ? [] : [{ field: `${path}.iscedFCode`, problem: "is not a four-digit ISCED-F code", expected: "four digits, e.g. 0314" }]),
  ...(v6Value !== undefined ? [leftOver(`${path}.v6Value`, "keeps a code of the old format", "a four-digit code that both sides agree on, without the former one")] : []),
];

/** Marks of version 6 may stay only on agreements approved then and never changed since (PROTOCOL 5.8). */
const leftOver = (field: string, problem: string, expected: string): Problem => ({ field, problem, expected });

const kindProblems = ({ kind, blended, eqfLevels, totalMonthsPerYear, totalDaysPerYear }: Condition, path: string): Problem[] => {
  const { student } = RULES[kind];
  const misplaced = student ? { totalDaysPerYear } : { totalMonthsPerYear, blended, eqfLevels: eqfLevels?.length ? eqfLevels : undefined };
  return [
    ...Object.entries(misplaced).flatMap(([name, value]) =>
      (value === undefined ? [] : [{ field: `${path}.${name}`, problem: `does not belong to ${student ? "student" : "staff"} mobility`, expected: "none" }])),
    ...(student && blended === undefined ? [{ field: `${path}.blended`, problem: "is missing", expected: "true or false" }] : []),
    ...(eqfLevels ?? []).flatMap((level, i) =>
      (Number.isInteger(level) && level >= 1 && level <= 8 ? [] : [{ field: `${path}.eqfLevels[${i}]`, problem: "is not an EQF level", expected: "1 to 8" }])),
  ];
};
