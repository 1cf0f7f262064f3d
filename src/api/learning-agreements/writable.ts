import type { Problem } from "../../domain/problem.js";
import { invalidLa } from "../../domain/learning-agreements/transitions/refusals.js";
import { unwritable } from "../../xml/markup.js";

/** The value as it is; `path` is its field. Throws 400 when a text in it could be stored but never be served, because XML cannot carry it. */
export const writable = <T>(value: T, path = ""): T => {
  const problems = problemsOf(value, path);
  if (problems.length > 0) throw invalidLa(problems);
  return value;
};

const problemsOf = (value: unknown, field: string): readonly Problem[] => {
  if (typeof value === "string") {
    const character = unwritable(value);
    return character === undefined ? [] : [{ field, problem: `contains ${character}, which XML cannot carry`, expected: "text without control characters" }];
  }
  if (Array.isArray(value)) return value.flatMap((item, at) => problemsOf(item, `${field}[${at}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => problemsOf(inner, field === "" ? name : `${field}.${name}`));
};
