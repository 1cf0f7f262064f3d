import type { Course } from "../../courses/model.js";
import type { Problem } from "../../problem.js";
import { courseOf } from "./complete.js";
import type { ResultEntry } from "./model.js";

/** What a course of the catalogue would have said of a result. */
const FROM_CATALOGUE = ["losId", "titles", "loiId", "term", "credits", "distribution"];
const EXPECTED = `that of a course in the catalogue, or everything that the catalogue would say: ${FROM_CATALOGUE.join(", ")}`;

/** Where a result without a title names a course that is not in the catalogue, the id is what is wrong; who gives a title says the rest as well. */
export const namingUnknownCourses = (problems: readonly Problem[], entries: readonly ResultEntry[], courses: readonly Course[], path = "results"): readonly Problem[] =>
  entries.reduce((told, entry, i) => namingUnknown(namingUnknownCourses(told, entry.parts ?? [], courses, `${path}[${i}].parts`), entry, courses, `${path}[${i}]`), problems);

const namingUnknown = (problems: readonly Problem[], entry: ResultEntry, courses: readonly Course[], path: string): readonly Problem[] => {
  const named = entry.losId === undefined ? "losCode" : "losId";
  if (entry[named] === undefined || courseOf(entry, courses)) return problems;
  const lacking = new Set(FROM_CATALOGUE.map((field) => `${path}.${field}`));
  const isLacking = ({ field, problem }: Problem): boolean => problem === "is missing" && lacking.has(field);
  if (!problems.some(({ field, problem }) => problem === "is missing" && field === `${path}.titles`)) return problems;
  const first = problems.findIndex(isLacking);
  return problems.flatMap((one, at) => (at === first ? [{ field: `${path}.${named}`, problem: "is not in the course catalogue", expected: EXPECTED }] : isLacking(one) ? [] : [one]));
};
