import type { Schemas } from "../../client/plain.js";

export interface FieldRefusal {
  /** Path in the body, e.g. `conditions[0].mobilitiesPerYear`. */
  readonly field: string;
  readonly problem: string;
  readonly expected?: string;
}

/** A refusal of the node, or that it cannot be reached. */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: Partial<Schemas["Problem"]>, readonly etag?: string | undefined, options?: ErrorOptions) {
    super(problem.detail ?? problem.title ?? `status ${status}`, options);
    this.name = "Refused";
  }

  static of(status: number, body: unknown, etag?: string): Refused {
    return new Refused(status, typeof body === "object" && body !== null ? body : {}, etag);
  }

  static unreachable(cause: unknown): Refused {
    return new Refused(0, { type: "urn:passerelle:problem:unreachable" }, undefined, { cause });
  }

  /** The stable part of `type`, e.g. `changed-since-review`. */
  get code(): string {
    return this.problem.type?.split(":").at(-1) ?? (this.status === 0 ? "unreachable" : "unknown");
  }

  /** What is wrong with which field. */
  get fields(): readonly FieldRefusal[] {
    const { errors, details } = this.problem;
    return errors ?? (Array.isArray(details) ? details.filter(isFieldRefusal) : []);
  }
}

const isFieldRefusal = (value: unknown): value is FieldRefusal => typeof value === "object" && value !== null && "field" in value && "problem" in value;
