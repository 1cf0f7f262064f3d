/** What a course must be before partners may read it (PROTOCOL 5.6). All problems at once. */
import { isAcademicYear } from "../../kernel/academic-year.js";
import { isDay } from "../../kernel/day.js";
import { isLoiId, isLosId } from "../../kernel/ids.js";
import type { LangText } from "../../kernel/lang-text.js";
import type { Problem } from "../problem.js";
import { textProblems } from "../text-problems.js";
import { COURSE_TYPES, type CourseInstance, type CourseType, type Credit, type Distribution, type PublishedCourse, type Term } from "./model.js";

/** The prefix of specifications and of their instances, by type. */
const PREFIXES: Readonly<Record<CourseType, readonly [los: string, loi: string]>> = {
  "Course": ["CR", "CRI"], "Class": ["CLS", "CLSI"], "Module": ["MOD", "MODI"], "Degree Programme": ["DEP", "DEPI"],
};
const LANGUAGE = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;
/** More would make every answer about the course too large for its readers. */
const MOST_INSTANCES = 500;
const DECIMAL = /^\d+(\.\d+)?$/;

/** What the prefix of the id says. */
export const typeOf = (losId: string): CourseType | undefined => COURSE_TYPES.find((type) => losId.startsWith(`${PREFIXES[type][0]}/`));

const unless = (isRight: boolean, field: string, problem: string, expected: string): readonly Problem[] => (isRight ? [] : [{ field, problem, expected }]);

export const courseProblems = (course: PublishedCourse): readonly Problem[] => {
  const { losId, titles, iscedCode, eqfLevel, urls, descriptions, contains, instances } = course;
  const type = typeOf(losId);
  if (!isLosId(losId) || type === undefined) return [{ field: "losId", problem: "is not the id of a course", expected: "CR/, CLS/, MOD/ or DEP/ and 1 to 40 printable ASCII characters" }];
  if (instances.length > MOST_INSTANCES) return [{ field: "instances", problem: "are too many", expected: `at most ${MOST_INSTANCES}` }];
  const lois = instances.map(({ loiId }) => loiId);
  return [
    ...unless(course.type === undefined || course.type === type, "type", `does not fit the id, whose prefix says ${type}`, type),
    ...unless(titles.some(({ text }) => text.trim() !== ""), "titles", "there is none", "at least one title"),
    ...languageProblems(titles, "titles"),
    ...languageProblems(descriptions, "descriptions"),
    ...unless(iscedCode === undefined || /^\d{2,4}$/.test(iscedCode), "iscedCode", "is not an ISCED-F code", "two to four digits, e.g. 0541"),
    ...unless(eqfLevel === undefined || (Number.isInteger(eqfLevel) && eqfLevel >= 1 && eqfLevel <= 8), "eqfLevel", "is not an EQF level", "1 to 8: short cycle 5, bachelor 6, master 7, doctorate 8"),
    ...urls.flatMap(({ url }, i) => unless(/^https?:\/\/\S+$/.test(url), `urls[${i}].url`, "is not a web address", "https://...")),
    ...unless(!contains.includes(losId), "contains", "names the course itself", "ids of its parts"),
    ...contains.flatMap((id, i) => unless(isLosId(id), `contains[${i}]`, "is not the id of a course", "an id like CLS/17")),
    ...instances.flatMap((instance, i) => instanceProblems(instance, PREFIXES[type][1], `instances[${i}]`)),
    ...lois.flatMap((id, i) => unless(lois.indexOf(id) === i, `instances[${i}].loiId`, "is that of another instance", "an id of its own")),
    ...textProblems(course),
  ];
};

const languageProblems = (texts: readonly LangText[], path: string): readonly Problem[] =>
  texts.flatMap(({ lang }, i) => unless(lang === undefined || LANGUAGE.test(lang), `${path}[${i}].lang`, "is not a language", "a language tag like en or pt-BR"));

const instanceProblems = ({ loiId, start, end, term, credits, distribution, language, engagementHours }: CourseInstance, prefix: string, path: string): readonly Problem[] => [
  ...unless(isLoiId(loiId) && loiId.startsWith(`${prefix}/`), `${path}.loiId`, "is not the id of an instance of this type", `${prefix}/ and 1 to 40 printable ASCII characters`),
  ...periodProblems(start, end, path),
  ...(term ? termProblems(term, `${path}.term`) : []),
  ...credits.flatMap((credit, i) => creditProblems(credit, `${path}.credits[${i}]`)),
  ...(distribution ? distributionProblems(distribution, `${path}.distribution`) : []),
  ...unless(language === undefined || LANGUAGE.test(language), `${path}.language`, "is not a language", "a language tag like en or pt-BR"),
  ...unless(engagementHours === undefined || DECIMAL.test(engagementHours), `${path}.engagementHours`, "is not a number of hours", "a decimal number from 0 on, e.g. 60"),
];

const creditProblems = ({ scheme, value }: Credit, path: string): readonly Problem[] => [
  ...unless(scheme.trim() !== "", `${path}.scheme`, "is missing", "ects, or the name of a national scheme"),
  ...unless(DECIMAL.test(value), `${path}.value`, "is not a number of credits", "a decimal number from 0 on, e.g. 7.5"),
];

const distributionProblems = ({ categories }: Distribution, path: string): readonly Problem[] => {
  const labels = categories.map(({ label }) => label);
  return [
    ...unless(categories.length > 0, path, "has no grades", "each grade with its count, or none at all"),
    ...unless(labels.every((label, i) => label.trim() !== "" && labels.indexOf(label) === i), path, "names a grade twice, or one without a name", "each grade once"),
    ...unless(categories.every(({ count }) => Number.isSafeInteger(count) && count >= 0), path, "has a count that is none", "whole numbers from 0 on"),
  ];
};

const periodProblems = (start: string, end: string, path: string): readonly Problem[] => {
  const days = [...unless(isDay(start), `${path}.start`, "is not a date", "YYYY-MM-DD"), ...unless(isDay(end), `${path}.end`, "is not a date", "YYYY-MM-DD")];
  return days.length > 0 ? days : unless(start <= end, `${path}.end`, "is before the start", `${start} or later`);
};

const termProblems = ({ academicYearId, ewpId, names, start, end }: Term, path: string): readonly Problem[] => [
  ...unless(isAcademicYear(academicYearId), `${path}.academicYearId`, "is not an academic year", "2025/2026, or 2025/2025 in the south"),
  ...unless(ewpId === undefined || (ewpId.startsWith(`${academicYearId}-`) && isPartOfYear(ewpId)), `${path}.ewpId`, "is not a term of this academic year", `${academicYearId}-1/2 for the first of two`),
  ...unless(names.length > 0, `${path}.names`, "there is none", "at least one name"),
  ...periodProblems(start, end, path),
];

/** `-1/2`: the number is not above the total (PROTOCOL 1.7). */
const isPartOfYear = (ewpId: string): boolean => {
  const [, number, total] = /-([1-9])\/([1-9])$/.exec(ewpId) ?? [];
  return number !== undefined && total !== undefined && number <= total;
};
