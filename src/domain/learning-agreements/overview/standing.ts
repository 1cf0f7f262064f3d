/** Where an agreement stands, in words that lists are filtered by, and who has to act next. */
import type { IncomingLa } from "../incoming.js";
import { type OutgoingLa, versionsOf } from "../outgoing.js";
import { answerStanding, type Telling } from "./answer.js";

/** What became of the latest version that was proposed; `draft` before any was. */
export type OutgoingLaStatus = "draft" | "awaiting" | "approved" | "rejected";
/** `withdrawn`: the partner took it back before anything was approved. */
export type IncomingLaStatus = "awaiting" | "approved" | "rejected" | "withdrawn";
export type LaTurn = "student" | "sending" | "receiving" | "nobody";

export const outgoingStatus = (la: OutgoingLa): OutgoingLaStatus => {
  const outcome = versionsOf(la).at(-1)?.outcome;
  return outcome === undefined || outcome === "withdrawn" ? "draft" : outcome;
};

export const outgoingTurn = ({ draft, proposal }: OutgoingLa): LaTurn => {
  if (proposal) return "receiving";
  if (!draft) return "nobody";
  return draft.studentSignature ? "sending" : "student";
};

/** Agreed under another provider, it is shown without our ever having seen the proposal. */
export const isApproved = ({ agreed, proposals }: IncomingLa): boolean => agreed !== undefined || proposals.some(({ outcome }) => outcome === "approved");

/** Nothing counts that the partner took back before we answered. */
export const incomingStatus = (la: IncomingLa): IncomingLaStatus => {
  const outcome = la.proposals.at(-1)?.outcome;
  if (!la.goneAt && la.current.document.proposal) return outcome ?? "awaiting";
  if (outcome === "rejected") return "rejected";
  return isApproved(la) ? "approved" : "withdrawn";
};

/** Ours while a proposal stands that we have not answered, or whose answer nobody tells any more: `telling` is its latest delivery. */
export const incomingTurn = ({ goneAt, answer, current: { document: { proposal } } }: IncomingLa, telling: Telling | undefined): LaTurn => {
  if (goneAt || !proposal) return "nobody";
  const state = answer?.proposalId === proposal.id ? answerStanding(answer, telling).state : undefined;
  return state === "waiting" || state === "accepted" ? "nobody" : "receiving";
};
