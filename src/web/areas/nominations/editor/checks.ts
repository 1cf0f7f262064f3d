import type { Form } from "../model.js";

export interface FormProblem {
  /** As the node names it. */
  readonly field: string;
  readonly problem: "missing" | "email" | "day" | "isced";
}

const EMAIL = /^[^@\s]+@[^.\s]+\.\S+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ISCED = /^\d{4}$/;

/** The rules that the node holds a nomination to, said before it is sent. The node has the last word. */
export const formProblems = ({ student, nomination }: Form): readonly FormProblem[] => {
  const found: FormProblem[] = [];
  const need = (field: string, isRight: boolean, problem: FormProblem["problem"] = "missing"): void => { if (!isRight) found.push({ field, problem }); };
  need("student.givenNames", student.givenNames.some(({ text }) => text.trim() !== ""));
  need("student.familyNames", student.familyNames.some(({ text }) => text.trim() !== ""));
  need("student.globalId", student.globalId.trim() !== "");
  need("student.birthDate", DAY.test(student.birthDate), "day");
  need("student.nationality", student.nationality !== "");
  need("student.email", EMAIL.test(student.email), "email");
  need("nomination.agreementIscedFCode", ISCED.test(nomination.agreementIscedFCode), "isced");
  need("nomination.nomineeIscedFCode", ISCED.test(nomination.nomineeIscedFCode), "isced");
  return found;
};

/** What is wrong with a field, in the reader's language. */
export type ErrorOf = (field: string) => string | undefined;
