import type { Schemas } from "./plain.js";

/** A refusal of the node, in its words. `problem.type` is stable and meant for programs. */
export class PasserelleProblem extends Error {
  constructor(readonly status: number, readonly problem: Partial<Schemas["Problem"]>) {
    super(`${status}: ${problem.detail ?? problem.title ?? "no explanation"}`);
    this.name = "PasserelleProblem";
  }
}

interface Answer<D> {
  readonly data?: D;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of an answer that went well. Throws `PasserelleProblem` otherwise. */
export const dataOf = async <D>(answering: Promise<Answer<D>>): Promise<D> => {
  const { data, error, response } = await answering;
  if (response.ok) return data as D;
  throw new PasserelleProblem(response.status, typeof error === "object" && error !== null ? error : {});
};
