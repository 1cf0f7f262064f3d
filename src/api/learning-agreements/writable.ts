import { invalidLa } from "../../domain/learning-agreements/transitions/refusals.js";
import { textProblems } from "../../domain/text-problems.js";

/** The value as it is; `path` is its field. Throws 400 when a text in it could be stored but never be served. */
export const writable = <T>(value: T, path = ""): T => {
  const problems = textProblems(value, path);
  if (problems.length > 0) throw invalidLa(problems);
  return value;
};
