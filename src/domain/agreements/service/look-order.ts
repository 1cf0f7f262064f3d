/**
 * Looks at one partner may overlap: a notification, a sweep and an officer ask at the same time, in different processes, and
 * the answer that comes last is not always the one that was given last. An answer with news is therefore recorded only
 * when nothing else was recorded while it was on its way; otherwise the partner is asked again.
 */
import { PartnerFailure } from "../../partner-failure.js";
import type { Agreement, PartnerCopy } from "../model.js";
import type { Decision, Found } from "../ports.js";

/** What was known when the partner was asked. */
export type Mark = string;

export const copyMark = (theirs: PartnerCopy | undefined): Mark =>
  theirs === undefined ? "unknown" : JSON.stringify([theirs.current.version, theirs.confirmedAt, theirs.goneAt]);
/** Every approval that is recorded raises the revision. */
export const approvalMark = (own: Agreement | undefined): Mark => JSON.stringify(own?.revision);

export const overtaken = Symbol("an answer that may be older than what is recorded");

/** The decision, or none when it has news and the mark has changed since the partner was asked. */
export const inOrder = (decide: (found: Found, now: Date) => Decision, markOf: (found: Found) => Mark, asked: Mark) =>
  (found: Found, now: Date): Decision & { readonly isOvertaken: boolean } => {
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
