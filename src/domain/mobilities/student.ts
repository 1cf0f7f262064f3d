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

/** A person as partners tell of one: the older workflow leaves some of it open (PROTOCOL 5.12). */
export type ToldStudent = Pick<Student, "givenNames" | "familyNames" | "globalId"> & Partial<Student>;

/** The person that a European Student Identifier names, whatever the case of its letters: compare these. */
export const personOf = (globalId: string): string => globalId.toLowerCase();

const ESI = /^urn:schac:personalUniqueCode:int:esi:[^:\s]{1,100}:\S{1,200}$/i;
/** True for a European Student Identifier. */
export const isEsi = (text: string): boolean => ESI.test(text);
export const ESI_EXPECTED = "urn:schac:personalUniqueCode:int:esi:COUNTRY-OR-INSTITUTION:CODE";
const MOST_NAME = 200;

/**
 * What keeps this from being served or believed, by field under `student`. Values are never repeated. `older`: what is not told is no fault, and
 * the European Student Identifier is a recommendation.
 */
export const studentProblems = (student: ToldStudent, { older = false } = {}): readonly Problem[] => {
  const path = "student";
  const { birthDate, nationality, gender, email } = student;
  const isLeftOut = (value: unknown): boolean => older && value === undefined;
  const wrong = (field: string, isRight: boolean, problem: string, expected: string): Problem[] => (isRight ? [] : [{ field: `${path}.${field}`, problem, expected }]);
  return [
    ...wrong("givenNames", hasName(student.givenNames), "has no name", "the given names, in at least one script"),
    ...wrong("familyNames", hasName(student.familyNames), "has no name", "the family name, in at least one script"),
    ...wrong("globalId", older ? student.globalId.trim() !== "" : isEsi(student.globalId), "is not a European Student Identifier", ESI_EXPECTED),
    ...wrong("birthDate", isLeftOut(birthDate) || (isDay(birthDate ?? "") && (birthDate ?? "") >= "1900-01-01"), "is not a date of birth", "YYYY-MM-DD"),
    ...wrong("nationality", isLeftOut(nationality) || /^[A-Z]{2}$/.test(nationality ?? ""), "is not a country code", "two capital letters, e.g. PL"),
    ...wrong("gender", isLeftOut(gender) || (gender !== undefined && [0, 1, 2, 9].includes(gender)), "is not a code of ISO 5218", "0 not known, 1 male, 2 female, 9 not applicable"),
    ...(isLeftOut(email) ? [] : emailProblems(email ?? "", `${path}.email`)),
  ];
};

const hasName = (names: readonly LangText[]): boolean => names.some(({ text }) => text.trim() !== "") && names.every(({ text }) => text.length <= MOST_NAME);
