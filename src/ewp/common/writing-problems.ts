import type { Problem } from "../../domain/problem.js";
import { XmlInvalid } from "../../xml/errors.js";

/** What keeps a document from being written; empty when it can be. */
export const writingProblems = (write: () => string): readonly Problem[] => {
  try {
    write();
    return [];
  } catch (error) {
    if (!(error instanceof XmlInvalid)) throw error;
    return error.problems.map(({ path, problem }) => ({ field: path, problem, expected: "a value that the network's schemas allow" }));
  }
};
