/** What a course must be before partners may read it (PROTOCOL 5.6). All problems at once. */
import { isAcademicYear } from "../../kernel/academic-year.js";
import { isLoiId, isLosId } from "../../kernel/ids.js";
import type { Problem } from "../problem.js";
import { COURSE_TYPES, type CourseInstance, type CourseType, type PublishedCourse, type Term } from "./model.js";

/** The prefix of specifications and of their instances, by type. */
const PREFIXES: Readonly<Record<CourseType, readonly [los: string, loi: string]>> = {
  "Course": ["CR", "CRI"], "Class": ["CLS", "CLSI"], "Module": ["MOD", "MODI"], "Degree Programme": ["DEP", "DEPI"],
};

const typeOf = ({ losId }: Pick<PublishedCourse, "losId">): CourseType | undefined => COURSE_TYPES.find((type) => losId.startsWith(`${PREFIXES[type][0]}/`));

export const courseProblems = (course: PublishedCourse): readonly Problem[] => {
  const type = typeOf(course);
  if (!isLosId(course.losId) || type === undefined) return [{ field: "losId", problem: "is not the id of a course", expected: "CR/, CLS/, MOD/ or DEP/ and 1 to 40 printable ASCII characters" }];
  const lois = course.instances.map(({ loiId }) => loiId);
  return [
    ...(course.type === undefined || course.type === type ? [] : [{ field: "type", problem: `does not fit the id, whose prefix says ${type}`, expected: type }]),
    ...(course.titles.some(({ text }) => text.trim() !== "") ? [] : [{ field: "titles", problem: "there is none", expected: "at least one title" }]),
    ...(course.iscedCode === undefined || /^\d{2,4}$/.test(course.iscedCode) ? [] : [{ field: "iscedCode", problem: "is not an ISCED-F code", expected: "two to four digits, e.g. 0541" }]),
    ...course.urls.flatMap(({ url }, i) => (/^https?:\/\/\S+$/.test(url) ? [] : [{ field: `urls[${i}].url`, problem: "is not a web address", expected: "https://..." }])),
    ...(course.contains.includes(course.losId) ? [{ field: "contains", problem: "names the course itself", expected: "ids of its parts" }] : []),
    ...course.contains.flatMap((id, i) => (isLosId(id) ? [] : [{ field: `contains[${i}]`, problem: "is not the id of a course", expected: "an id like CLS/17" }])),
    ...course.instances.flatMap((instance, i) => instanceProblems(instance, PREFIXES[type][1], `instances[${i}]`)),
    ...lois.flatMap((id, i) => (lois.indexOf(id) === i ? [] : [{ field: `instances[${i}].loiId`, problem: "is that of another instance", expected: "an id of its own" }])),
  ];
};

const instanceProblems = ({ loiId, start, end, term, credits, distribution }: CourseInstance, prefix: string, path: string): readonly Problem[] => [
  ...(isLoiId(loiId) && loiId.startsWith(`${prefix}/`) ? [] : [{ field: `${path}.loiId`, problem: "is not the id of an instance of this type", expected: `${prefix}/ and 1 to 40 printable ASCII characters` }]),
  ...(start <= end ? [] : [{ field: `${path}.end`, problem: "is before the start", expected: `${start} or later` }]),
  ...(term ? termProblems(term, `${path}.term`) : []),
  ...credits.flatMap(({ value }, i) => (/^\d+(\.\d+)?$/.test(value) ? [] : [{ field: `${path}.credits[${i}].value`, problem: "is not a number of credits", expected: "a decimal number from 0 on, e.g. 7.5" }])),
  ...(distribution === undefined || distribution.categories.length > 0 ? [] : [{ field: `${path}.distribution`, problem: "has no grades", expected: "each grade with its count, or none at all" }]),
];

export const termProblems = ({ academicYearId, ewpId, names, start, end }: Term, path: string): readonly Problem[] => [
  ...(isAcademicYear(academicYearId) ? [] : [{ field: `${path}.academicYearId`, problem: "is not an academic year", expected: "2025/2026, or 2025/2025 in the south" }]),
  ...(ewpId === undefined || (ewpId.startsWith(`${academicYearId}-`) && isPartOfYear(ewpId)) ? [] : [{ field: `${path}.ewpId`, problem: "is not a term of this academic year", expected: `${academicYearId}-1/2 for the first of two` }]),
  ...(names.length > 0 ? [] : [{ field: `${path}.names`, problem: "there is none", expected: "at least one name" }]),
  ...(start <= end ? [] : [{ field: `${path}.end`, problem: "is before the start", expected: `${start} or later` }]),
];

/** `-1/2`: the number is not above the total (PROTOCOL 1.7). */
const isPartOfYear = (ewpId: string): boolean => {
  const [, number, total] = /-([1-9])\/([1-9])$/.exec(ewpId) ?? [];
  return number !== undefined && total !== undefined && number <= total;
};
