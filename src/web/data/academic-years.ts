import { now } from "./browser.js";

/** Month in which an academic year begins, from 0, in the north. */
const SEPTEMBER = 8;

/** Academic years from so many before the present one to so many after it, e.g. `2026/2027`. */
export const academicYearsAround = (before: number, after: number): readonly string[] => {
  const today = now();
  const present = today.getMonth() >= SEPTEMBER ? today.getFullYear() : today.getFullYear() - 1;
  return Array.from({ length: before + after + 1 }, (_, at) => `${present - before + at}/${present - before + at + 1}`);
};
