/** The rules of everything but the components (PROTOCOL 5.17, 1.7). */
import { isAcademicYear } from "../../../kernel/academic-year.js";
import { isAsciiId } from "../../../kernel/ids.js";
import type { LaDetails, LaDocument, LaInstitution, LaStudent } from "../model.js";
import { type LaProblem, problem } from "./problem.js";

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const DAY_OR_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?/;
const EMAIL = /^[^@]+@[^.]+\..+$/;

type Rule = readonly [isKept: boolean, field: string, what: string, expected: string];
const broken = (rules: readonly Rule[]): LaProblem[] => rules.filter(([isKept]) => !isKept).map(([, field, what, expected]) => problem(field, what, expected));

export const detailProblems = (details: LaDetails | LaDocument): readonly LaProblem[] => [
  ...institutionProblems(details.sending, "sending"),
  ...broken([[Boolean(details.sending.ounitName), "sending.ounitName", "is missing", "the name of the unit that is responsible for the student"]]),
  ...institutionProblems(details.receiving, "receiving"),
  ...studentProblems(details.student),
  ...broken([
    [isAcademicYear(details.receivingAcademicYear), "receivingAcademicYear", "is not an academic year", "e.g. 2026/2027, or 2026/2026 in the southern hemisphere"],
    [DAY_OR_MONTH.test(details.start), "start", "is no day or month", "e.g. 2026-09-01 or 2026-09"],
    [DAY_OR_MONTH.test(details.end), "end", "is no day or month", "e.g. 2027-02-28 or 2027-02"],
    [details.end.slice(0, 7) >= details.start.slice(0, 7), "end", "is before the start", `${details.start} or later`],
    [Number.isInteger(details.eqfLevel) && details.eqfLevel >= 1 && details.eqfLevel <= 8, "eqfLevel", "is not an EQF level", "1 to 8"],
    [/^\d{4}$/.test(details.iscedFCode), "iscedFCode", "is not a four-digit ISCED-F code", "four digits, e.g. 0314"],
    [/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(details.language.language), "language.language", "is not a language code", "a BCP 47 code, e.g. en or pt-BR"],
    [/^(?:[ABC][12]|NS)$/.test(details.language.cefrLevel), "language.cefrLevel", "is not a level", "A1, A2, B1, B2, C1, C2 or NS"],
    ...(["learningOutcomesUrl", "provisionsUrl"] as const).map((name): Rule => [details[name] === undefined || (/^https?:/.test(details[name]) && URL.canParse(details[name])), name, "is no web address", "an http or https URL"]),
  ]),
];

const institutionProblems = ({ ounitId, contact }: LaInstitution, path: string): LaProblem[] => broken([
  [ounitId === undefined || isAsciiId(ounitId), `${path}.ounitId`, "is not a unit id", "1 to 64 printable ASCII characters"],
  [contact.givenNames !== "", `${path}.contact.givenNames`, "is missing", "the given names of the contact person"],
  [contact.familyName !== "", `${path}.contact.familyName`, "is missing", "the family name of the contact person"],
  [EMAIL.test(contact.email), `${path}.contact.email`, "is no e-mail address", "an e-mail address"],
]);

/** The values are never repeated: they are personal. */
const studentProblems = (student: Partial<LaStudent>): LaProblem[] => broken([
  [Boolean(student.givenNames), "student.givenNames", "is missing", "the given names"],
  [Boolean(student.familyName), "student.familyName", "is missing", "the family name"],
  [Boolean(student.globalId), "student.globalId", "is missing", "the European Student Identifier"],
  [DATE.test(student.birthDate?.slice(0, 10) ?? ""), "student.birthDate", "is missing or no date", "a date like 2004-05-31"],
  [/^[A-Z]{2}$/.test(student.citizenship ?? ""), "student.citizenship", "is missing or no country", "two upper-case letters"],
  [[0, 1, 2, 9].includes(student.gender ?? -1), "student.gender", "is missing or no code", "0, 1, 2 or 9 (ISO 5218)"],
  [EMAIL.test(student.email ?? ""), "student.email", "is missing or no e-mail address", "an e-mail address"],
]);
