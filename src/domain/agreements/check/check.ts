import { turnOf, statusOf, type AgreementStatus, type Turn } from "../status.js";
import { approvable, copiesAgree, ourApproval, partnerApproval, termination } from "./approvals.js";
import { boundBothWays, fresh, hashRight, received, singleMapping } from "./binding.js";
import { letterOf } from "./letter.js";
import { approvalNotified, notified, ownCopyValid, partnerInNetwork, partnerReadable, sent } from "./reach.js";
import type { Action, CheckItem, Question, Subject } from "./subject.js";

/** Why an agreement is not in force yet, or that it is. */
export interface Check {
  readonly status: AgreementStatus;
  /** Always the same questions in the same order. */
  readonly items: readonly CheckItem[];
  /** The first thing to do. */
  readonly next: { readonly whoseTurn: Turn; readonly sentence: string; readonly action?: Action };
  /** For the partner, when something waits for it; English, without personal data. */
  readonly textToPartner?: string;
}

/** In the order in which an agreement comes about; the first open one is the cause of those below. */
const QUESTIONS: readonly Question[] = [
  ownCopyValid, sent, partnerInNetwork, notified, partnerReadable, received, boundBothWays, singleMapping, fresh, hashRight, approvable,
  copiesAgree, termination, ourApproval, approvalNotified, partnerApproval,
];

/** Runs every question (PEERS 4.1 item 2). Pure: the same facts give the same answer. */
export const checkOf = (subject: Subject): Check => {
  const status = statusOf(subject.pair);
  const over = status === "deleted" || status === "terminated";
  const items = over ? [] : QUESTIONS.map(({ code, title, answer }): CheckItem => ({ code, title, ...answer(subject) }));
  const textToPartner = letterOf(subject, items);
  return { status, items, next: nextStep(subject, items), ...(textToPartner !== undefined && { textToPartner }) };
};

/** What we can do comes first, in order; then what is asked of the partner; then the plain status. */
const nextStep = ({ pair }: Subject, items: readonly CheckItem[]): Check["next"] => {
  const open = items.filter(({ state, whoseTurn }) => (state === "problem" || state === "waiting") && whoseTurn !== "nobody");
  const first = open.find(({ state }) => state === "problem") ?? open.find(({ whoseTurn }) => whoseTurn !== "partner") ?? open[0];
  if (!first) return (({ turn, sentence }) => ({ whoseTurn: turn, sentence }))(turnOf(pair));
  return { whoseTurn: first.whoseTurn, sentence: first.explanation, ...(first.action && { action: first.action }) };
};
