import type { Comparison } from "../comparison/result.js";
import type { AgreementPair } from "../model.js";
import type { AgreementApi, DeliveryFact, PartnerFacts } from "../ports.js";
import type { Turn } from "../status.js";
import type { Problem } from "../../problem.js";

/** All that the check looks at. */
export interface Subject {
  readonly pair: AgreementPair;
  readonly comparison: Comparison;
  /** The newest delivery of each kind about this agreement. */
  readonly deliveries: readonly DeliveryFact[];
  readonly partner: PartnerFacts;
  /** Broken rules of our own copy. */
  readonly ownProblems: readonly Problem[];
  /** Other copies of the partner that name our agreement too: double mapping. */
  readonly alsoNaming: readonly string[];
  readonly now: Date;
  /** Of institutions, for sentences. */
  readonly names: { readonly us: string; readonly partner: string };
}

/** What the officer can do about an item: names of REST actions, so that programs can offer them. */
export type Action =
  | "edit" | "share" | "link" | "unlink" | "approve" | "compare" | "revert" | "terminate" | "refresh" | "send-again" | "contact-partner" | "contact-technicians";

export interface CheckItem {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly state: "ok" | "waiting" | "problem" | "not-applicable";
  readonly whoseTurn: Turn;
  readonly title: string;
  readonly explanation: string;
  readonly action?: Action;
  /** What technicians need to know; no personal data. */
  readonly reason?: string;
}

/** One question of the check. Items that do not apply yet are shown as such, so that the list always reads the same. */
export interface Question {
  readonly code: string;
  readonly title: string;
  readonly answer: (subject: Subject) => Answer;
}
export type Answer = Omit<CheckItem, "code" | "title">;

export const ok = (explanation: string): Answer => ({ state: "ok", whoseTurn: "nobody", explanation });
export const notYet = (explanation: string): Answer => ({ state: "not-applicable", whoseTurn: "nobody", explanation });
export const waiting = (whoseTurn: Turn, explanation: string, action?: Action): Answer => ({ state: "waiting", whoseTurn, explanation, ...(action && { action }) });
export const problem = (whoseTurn: Turn, explanation: string, action?: Action): Answer => ({ state: "problem", whoseTurn, explanation, ...(action && { action }) });

/** What an office calls each API. */
export const API_WORDS: Readonly<Record<AgreementApi, string>> = {
  "iias": "agreements", "iias-approval": "approvals", "iia-cnr": "notices about agreements", "iia-approval-cnr": "notices about approvals",
};
