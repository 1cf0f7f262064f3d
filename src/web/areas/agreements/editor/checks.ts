import type { Terms } from "../model.js";
import type { TermsCondition } from "../terms.js";

/** What is wrong with a field: a path as the node names it, and a text of `editor.problem`. */
export interface TermsProblem {
  readonly field: string;
  readonly problem: "missing" | "no-conditions" | "number" | "decimal" | "years" | "isced" | "language" | "email" | "date";
}

/** The words of what is wrong with a field, by its path. */
export type ErrorOf = (field: string) => string | undefined;

export const isStudentKind = (kind: TermsCondition["kind"]): boolean => kind === "student-studies" || kind === "student-traineeship";
export const needsLanguage = (kind: TermsCondition["kind"]): boolean => kind === "student-studies" || kind === "staff-teacher";

const DECIMAL = /^\d{1,6}(\.\d{1,2})?$/;
const EMAIL = /^[^@\s]+@[^.\s]+\.\S+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The rules that the node holds an edit to, said before it is sent. The node has the last word. */
export const termsProblems = ({ owner, partner, conditions }: Terms): readonly TermsProblem[] => [
  ...(owner?.signingDate !== undefined && !DAY.test(owner.signingDate) ? [{ field: "owner.signingDate", problem: "date" } as const] : []),
  ...contactProblems(owner?.contacts, "owner.contacts"),
  ...contactProblems(partner?.contacts, "partner.contacts"),
  ...(conditions.length === 0 ? [{ field: "conditions", problem: "no-conditions" } as const] : []),
  ...conditions.flatMap((condition, at) => conditionProblems(condition, `conditions[${at}]`)),
];

const conditionProblems = (one: TermsCondition, path: string): readonly TermsProblem[] => {
  const found: TermsProblem[] = [];
  const add = (name: string, problem: TermsProblem["problem"]): void => void found.push({ field: `${path}.${name}`, problem });
  if (one.firstAcademicYear > one.lastAcademicYear) add("lastAcademicYear", "years");
  if (!Number.isSafeInteger(one.mobilitiesPerYear) || one.mobilitiesPerYear < 1) add("mobilitiesPerYear", "number");
  for (const name of ["totalMonthsPerYear", "totalDaysPerYear"] as const) if (one[name] !== undefined && !(DECIMAL.test(one[name]) && Number(one[name]) > 0)) add(name, "decimal");
  if (needsLanguage(one.kind) && (one.languageSkills ?? []).length === 0) add("languageSkills", "missing");
  (one.languageSkills ?? []).forEach(({ language }, at) => { if (language === "") add(`languageSkills[${at}].language`, "language"); });
  (one.subjectAreas ?? []).forEach(({ iscedFCode }, at) => { if (!/^\d{4}$/.test(iscedFCode)) add(`subjectAreas[${at}].iscedFCode`, "isced"); });
  return found;
};

type Contacts = NonNullable<NonNullable<Terms["owner"]>["contacts"]>;

const contactProblems = (contacts: Contacts | undefined, path: string): readonly TermsProblem[] => (contacts ?? []).flatMap(({ names, emails }, at) => [
  ...((names[0]?.text ?? "").trim() === "" ? [{ field: `${path}[${at}].names`, problem: "missing" } as const] : []),
  ...((emails ?? []).some((email) => !EMAIL.test(email)) ? [{ field: `${path}[${at}].emails`, problem: "email" } as const] : []),
]);

/** What belongs to the kind stays, what does not is left out, so that no choice of a kind makes an invalid document. */
export const fitToKind = ({ totalMonthsPerYear, blended, eqfLevels, totalDaysPerYear, ...rest }: TermsCondition): TermsCondition =>
  isStudentKind(rest.kind)
    ? { ...rest, blended: blended ?? false, ...(totalMonthsPerYear !== undefined && { totalMonthsPerYear }), ...(eqfLevels && { eqfLevels }) }
    : { ...rest, ...(totalDaysPerYear !== undefined && { totalDaysPerYear }) };
