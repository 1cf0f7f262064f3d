import type { Problem } from "../../problem.js";

/** A broken rule. A partner's agreement is approved in spite of it, unless it makes unclear what would be approved. */
export interface LaProblem extends Problem {
  readonly blocking: boolean;
}

export const problem = (field: string, what: string, expected: string, blocking = false): LaProblem => ({ field, problem: what, expected, blocking });
