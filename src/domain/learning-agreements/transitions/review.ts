/** Our answer to a proposal of the partner (PROTOCOL 6.5). It waits in the LA itself until it is told, so that a double click is one answer. */
import { isDeepStrictEqual } from "node:util";
import type { IncomingLa, OurAnswer } from "../incoming.js";
import type { LaAnswer } from "../outgoing.js";
import { proposalProblems } from "../rules/document.js";
import { aboutIncoming, type Context, type Decision, nothing } from "./decision.js";
import * as refusals from "./refusals.js";

export interface Review {
  readonly answer: LaAnswer;
  /** The version that was looked at. */
  readonly reviewedVersion: number;
  /** The officer knows that the partner started again. */
  readonly acceptsRestart?: boolean | undefined;
}

/** Approves or comments the proposal that was looked at. The same answer again, while it waits or after it was taken, changes nothing. */
export const review = (found: IncomingLa | undefined, { answer, reviewedVersion, acceptsRestart }: Review, context: Context): Decision => {
  if (!found) throw refusals.noSuchLa();
  if (isRepeated(found.answer, answer)) return nothing;
  if (found.goneAt) throw refusals.gone();
  const { document, version } = found.current;
  const proposal = document.proposal;
  if (proposal?.id !== answer.proposalId || version !== reviewedVersion) throw refusals.changedSinceReview();
  if (found.answer?.proposalId === proposal.id && isStanding(found.answer)) throw refusals.answeredOtherwise();
  if (answer.verdict === "comment" && answer.comment.trim() === "") throw refusals.commentMissing();
  if (answer.verdict === "approve") {
    const blocking = proposalProblems(document, proposal).filter((problem) => problem.blocking);
    if (blocking.length > 0) throw refusals.partnerLaInvalid(blocking);
    if (found.restart && !acceptsRestart) throw refusals.restarted();
  }
  return {
    incoming: { ...found, answer: { ...answer, reviewed: proposal, reviewedVersion: version, state: "waiting", at: context.now }, revision: found.revision + 1, changedAt: context.now },
    changes: [{ kind: "incoming-la-answered", ...aboutIncoming(found, context), proposalId: proposal.id, verdict: answer.verdict }],
  };
};

const isStanding = ({ state }: OurAnswer): boolean => state === "waiting" || state === "accepted";

/** Who clicks twice signs at two moments: only what is said counts. */
const isRepeated = (before: OurAnswer | undefined, answer: LaAnswer): boolean =>
  before !== undefined && isStanding(before) && isDeepStrictEqual(said(before), said(answer));

const said = (answer: LaAnswer) => [answer.proposalId, answer.verdict, answer.verdict === "comment" ? answer.comment : ""];
