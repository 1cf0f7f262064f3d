import type { Subject } from "./subject.js";

/** How a node did. `skipped`: the rule does not apply to it, or nobody outside can tell. */
export type Verdict =
  | { readonly result: "pass" }
  | { readonly result: "fail"; readonly found: string }
  | { readonly result: "skipped"; readonly why: string };

/** One rule of the network, as a stranger can hold a node to it. */
export interface Rule {
  /** Stable, e.g. `signature.unknown-key`. */
  readonly id: string;
  /** One sentence: what has to hold. */
  readonly says: string;
  /** Where it is written. */
  readonly spec: string;
  check(subject: Subject): Promise<Verdict>;
}

/** A check that gives what is wrong; nothing when all is well. */
export const rule = (id: string, says: string, spec: string, check: (subject: Subject) => Promise<string | undefined>): Rule => ({
  id, says, spec,
  check: async (subject) => {
    const found = await check(subject);
    return found === undefined ? { result: "pass" } : { result: "fail", found };
  },
});

/** The same rule where it applies; `why` tells otherwise. */
export const onlyIf = (applies: (subject: Subject) => boolean, why: string, of: Rule): Rule =>
  ({ ...of, check: async (subject) => (applies(subject) ? of.check(subject) : { result: "skipped", why }) });
