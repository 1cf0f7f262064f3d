/** The receiving institution's `update` of our agreement (PROTOCOL 4.4, 6.5 steps 2 and 4). */
import { isDeepStrictEqual } from "node:util";
import { omit } from "../../../kernel/omit.js";
import type { Proposal, Signature } from "../model.js";
import type { LaAnswer, LaRound, OutgoingLa } from "../outgoing.js";
import { type Context, type Decision, nothing, saved } from "./decision.js";
import { notCurrent } from "./refusals.js";

/**
 * Approved: the proposal becomes the first version, or the changes that hold. Commented: it is rejected and becomes a draft again, which
 * nobody has signed. The very same answer sent again changes nothing, since it may be a retry; everything else about a proposal that is
 * not current is 409.
 */
export const answerProposal = (la: OutgoingLa, answer: LaAnswer, context: Context): Decision => {
  if (la.proposal?.id !== answer.proposalId) {
    if (!la.proposal && isDeepStrictEqual(lastAnswered(la)?.answer, answer)) return nothing;
    throw notCurrent();
  }
  return answer.verdict === "approve" ? approved(la, la.proposal, answer, context) : rejected(la, la.proposal, answer, context);
};

const lastAnswered = ({ rounds }: OutgoingLa): LaRound | undefined => rounds.at(-1);

const approved = (la: OutgoingLa, proposal: Proposal, answer: LaAnswer, context: Context): Decision => {
  const signed = { components: proposal.components, student: proposal.student, sending: proposal.sending, receiving: answer.signature satisfies Signature };
  const details = proposal.studentChanges ? { ...la.details, student: { ...la.details.student, ...proposal.studentChanges } } : la.details;
  const version = la.firstVersion ? { approvedChanges: signed } : { firstVersion: signed };
  return saved(la, { ...omit(la, "proposal"), ...version, details, rounds: ended(la, answer, "approved", context) }, "approved", context);
};

const rejected = (la: OutgoingLa, { components, studentChanges }: Proposal, answer: LaAnswer, context: Context): Decision =>
  saved(la, { ...omit(la, "proposal"), draft: { components, ...(studentChanges && { studentChanges }) }, rounds: ended(la, answer, "rejected", context) }, "rejected", context);

const ended = ({ rounds }: OutgoingLa, answer: LaAnswer, outcome: "approved" | "rejected", { now }: Context): readonly LaRound[] =>
  rounds.map((round) => (round.outcome === "awaiting" ? { ...round, outcome, endedAt: now, answer } : round));
