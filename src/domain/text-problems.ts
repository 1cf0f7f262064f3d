import { unwritable } from "../kernel/xml-text.js";
import type { Problem } from "./problem.js";

/** Texts anywhere in a value that could be stored but never be served, because XML cannot carry them; `field` is the path to the value. */
export const textProblems = (value: unknown, field = ""): readonly Problem[] => {
  if (typeof value === "string") {
    const character = unwritable(value);
    return character === undefined ? [] : [{ field, problem: `contains ${character}, which XML cannot carry`, expected: "text without control characters" }];
  }
  if (Array.isArray(value)) return value.flatMap((item, at) => textProblems(item, `${field}[${at}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textProblems(inner, field === "" ? name : `${field}.${name}`));
};
