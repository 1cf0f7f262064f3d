/**
 * Looks at one partner may overlap: a notification, a sweep and an officer ask at the same time, in different processes, and
 * the answer that comes last is not always the one that was given last. An answer with news is therefore recorded only
 * when nothing else was recorded while it was on its way; otherwise the partner is asked again.
 */
import type { Change } from "./changes.js";
import { PartnerFailure } from "./partner-failure.js";

/** What was known when the partner was asked: any text that differs after each thing that is recorded. */
export type Mark = string;

export const overtaken = Symbol("an answer that may be older than what is recorded");

/** The decision, or none when it has news and the mark has changed since the partner was asked. */
export const inOrder = <F, D extends { readonly changes: readonly Change[] }>(decide: (found: F, now: Date) => D, markOf: (found: F) => Mark, asked: Mark) =>
  (found: F, now: Date): (D | { readonly changes: readonly [] }) & { readonly isOvertaken: boolean } => {
    const decision = decide(found, now);
    const isOvertaken = decision.changes.length > 0 && markOf(found) !== asked;
    return isOvertaken ? { changes: [], isOvertaken } : { ...decision, isOvertaken };
  };

const LOOKS = 5;

/** Looks until the answer was not overtaken. Throws `PartnerFailure`, to be retried, when that takes too long. */
export const untilInOrder = async <T>(look: () => Promise<T | typeof overtaken>): Promise<T> => {
  for (let looks = 0; looks < LOOKS; looks++) {
    const seen = await look();
    if (seen !== overtaken) return seen;
  }
  throw new PartnerFailure({ reason: "The partner's data changed each time that it was read.", retry: true });
};
