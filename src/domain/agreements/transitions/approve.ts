/** Approvals in both directions (PROTOCOL 6.3 "Approve", 5.10). */
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { Sha256Hex } from "../../../kernel/ids.js";
import type { Agreement, Approval } from "../model.js";
import type { Decision, FetchedCopy, Found } from "../ports.js";
import type { Problem } from "../../problem.js";
import { approvalChanged, type Context } from "./context.js";
import * as refusals from "./refusals.js";
import { nothing, settle } from "./settle.js";
import { bound } from "./subject.js";

export interface ApproveCommand {
  /** The hash of the partner's copy that the officer looked at. */
  readonly reviewedHash: string;
  /** The partner's copy as it was fetched for this approval. */
  readonly fetched: FetchedCopy;
  /** Broken rules among the agreed terms of `fetched`. */
  readonly problems: readonly Problem[];
  /** `fetched` says the same as the reviewed version, in another order. */
  readonly reordered: boolean;
  /** Our signed counterpart of the partner's PDF. */
  readonly pdfFileId?: string;
}

/** Approves exactly the version that was reviewed, proved by the exchange that brought it just now. */
export const approve = (found: Found, command: ApproveCommand, context: Context): Decision => {
  const { agreement, theirs } = bound(found);
  const { fetched } = command;
  refuseUnapprovable(agreement, command);
  if (theirs.current.hash !== fetched.hash) throw refusals.changedSinceReview(command.reviewedHash, theirs.current.hash);
  const { approvalByUs } = agreement;
  if (approvalByUs?.hash === fetched.hash && (command.pdfFileId === undefined || approvalByUs.pdfFileId === command.pdfFileId)) return nothing;
  const approval: Approval = { hash: fetched.hash, at: context.now, exchangeId: fetched.exchangeId, ...given({ pdfFileId: command.pdfFileId }) };
  return settle({
    before: agreement, after: { ...agreement, approvalByUs: approval }, theirsBefore: theirs, theirsAfter: theirs,
    changes: [approvalChanged(agreement, theirs.iiaId, "approved", context)],
  }, context);
};

const refuseUnapprovable = (agreement: Agreement, { reviewedHash, fetched, problems, reordered }: ApproveCommand): void => {
  if (fetched.iiaId !== agreement.partnerIiaId) throw refusals.notBound();
  if (fetched.declaredHash !== fetched.hash) throw refusals.hashMismatch(fetched.declaredHash, fetched.hash);
  if (reviewedHash !== fetched.hash) throw reordered ? refusals.reorderedSinceReview(reviewedHash, fetched.hash) : refusals.changedSinceReview(reviewedHash, fetched.hash);
  if (fetched.copy.partner.iiaId !== agreement.id) throw refusals.partnerNotBound();
  if (problems.length > 0) throw refusals.partnerCopyInvalid(problems);
  if (!fetched.validForApproval) throw refusals.notValidForApproval();
  if (fetched.copy.terminatedAsAWhole && !agreement.mine.copy.terminatedAsAWhole) throw refusals.terminateFirst();
};

/**
 * Takes back an approval of something that is not in force. When an earlier version is, our answer names that one again
 * (PROTOCOL 6.3 "Revert", third row).
 */
export const withdrawApproval = (found: Found, _command: object, context: Context): Decision => {
  const { agreement, theirs } = bound(found);
  const { approvalByUs, inForce } = agreement;
  if (!approvalByUs) return nothing;
  if (inForce && approvalByUs.hash === inForce.theirs.hash) throw refusals.approvalInForce();
  const after = { ...omit(agreement, "approvalByUs"), ...(inForce && { approvalByUs: inForce.approvalByUs }) };
  return settle({
    before: agreement, after, theirsBefore: theirs, theirsAfter: theirs, changes: [approvalChanged(agreement, theirs.iiaId, "withdrawn", context)],
  }, context);
};

/** What the partner's Approval API answered; no `hash` when it has approved nothing. */
export interface PartnerApproval {
  readonly hash?: Sha256Hex | undefined;
  readonly pdfFileId?: string | undefined;
  readonly exchangeId: string;
}

/**
 * Records what the partner says it approved: our current version, an older one (stale, but still its word), or none.
 * Answers about copies that are not bound mean nothing and are dropped (PROTOCOL 5.10).
 */
export const receiveApproval = ({ own, theirs }: Found, answer: PartnerApproval, context: Context): Decision => {
  if (!own || own.stage !== "shared" || own.partnerIiaId === undefined) return nothing;
  const known = own.approvalByPartner;
  if (known?.hash === answer.hash && known?.pdfFileId === answer.pdfFileId) return nothing;
  const approval = answer.hash === undefined ? undefined
    : { hash: answer.hash, at: context.now, exchangeId: answer.exchangeId, ...given({ pdfFileId: answer.pdfFileId }) };
  const { heiId, partnerHeiId, id } = own;
  return settle({
    before: own, after: { ...omit(own, "approvalByPartner"), ...given({ approvalByPartner: approval }) }, theirsBefore: theirs, theirsAfter: theirs,
    changes: [{ kind: "partner-approval-changed", heiId, partnerHeiId, iiaId: id, ...given({ hash: answer.hash }), at: context.now, actor: context.actor }],
  }, context);
};
