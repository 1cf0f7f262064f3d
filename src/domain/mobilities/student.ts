/** The person who goes abroad, as nominations tell of it (PROTOCOL 5.13). Personal data: never in a log, an error or a timeline. */
import { isDay } from "../../kernel/day.js";
import type { LangText } from "../../kernel/lang-text.js";
import { emailProblems } from "../contact-problems.js";
import type { Problem } from "../problem.js";

/** ISO 5218: not known, male, female, not applicable. */
export type Gender = 0 | 1 | 2 | 9;

export interface Student {
  readonly givenNames: readonly LangText[];
  readonly familyNames: readonly LangText[];
  /** European Student Identifier: who the person is. */
  readonly globalId: string;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  /** ISO 3166-1 alpha-2 */
  readonly nationality: string;
  readonly gender: Gender;
  readonly email: string;
}

const ESI = /^urn:schac:personalUniqueCode:int:esi:[^:\s]{1,100}:\S{1,200}$/i;
const MOST_NAME = 200;

/** What keeps this from being served or believed; `path` is the student's field. Values are never repeated. */
export const studentProblems = (student: Student, path = "student"): readonly Problem[] => {
  const wrong = (field: string, isRight: boolean, problem: string, expected: string): Problem[] => (isRight ? [] : [{ field: `${path}.${field}`, problem, expected }]);
  return [
    ...wrong("givenNames", hasName(student.givenNames), "has no name", "the given names, in at least one script"),
    ...wrong("familyNames", hasName(student.familyNames), "has no name", "the family name, in at least one script"),
    ...wrong("globalId", ESI.test(student.globalId), "is not a European Student Identifier", "urn:schac:personalUniqueCode:int:esi:COUNTRY-OR-INSTITUTION:CODE"),
    ...wrong("birthDate", isDay(student.birthDate) && student.birthDate >= "1900-01-01", "is not a date of birth", "YYYY-MM-DD"),
    ...wrong("nationality", /^[A-Z]{2}$/.test(student.nationality), "is not a country code", "two capital letters, e.g. PL"),
    ...wrong("gender", [0, 1, 2, 9].includes(student.gender), "is not a code of ISO 5218", "0 not known, 1 male, 2 female, 9 not applicable"),
    ...emailProblems(student.email, `${path}.email`),
  ];
};

const hasName = (names: readonly LangText[]): boolean => names.some(({ text }) => text.trim() !== "") && names.every(({ text }) => text.length <= MOST_NAME);
