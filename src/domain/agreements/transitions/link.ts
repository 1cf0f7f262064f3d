/** Binding our copy to the partner's and undoing it (PROTOCOL 6.1 steps 4 to 8). */
import type { IiaId } from "../../../kernel/ids.js";
import { omit } from "../../../kernel/omit.js";
import { boundTo, firstVersion } from "../own-copy.js";
import type { Agreement, AgreementCopy, PartnerCopy } from "../model.js";
import type { Decision, Found } from "../ports.js";
import { isBetweenUs, mayHaveBeenInForce, namedBy } from "../standing.js";
import type { Problem } from "../../problem.js";
import { approvalChanged, copyChanged, withCopy, type Context } from "./context.js";
import { alreadyBound, approvedByBoth, invalidCopy, namesAnother, notBetweenUs, partnerCopyGone, partnerCopyTaken } from "./refusals.js";
import { nothing, settle } from "./settle.js";
import { changeable, living, partnerCopyOf } from "./subject.js";

/** Binds; a draft is shared by it, because the partner must see our id (PROTOCOL 6.1 step 5). */
export const link = (found: Found, { problems }: { readonly problems: readonly Problem[] }, context: Context): Decision => {
  const agreement = living(found);
  const theirs = partnerCopyOf(found);
  if (agreement.partnerIiaId === theirs.iiaId) return nothing;
  refuseUnlinkable(theirs, found.linked, agreement.id);
  if (agreement.partnerIiaId !== undefined) throw alreadyBound(agreement.partnerIiaId);
  if (agreement.stage === "draft" && problems.length > 0) throw invalidCopy(problems);
  return settle(
    { before: agreement, after: boundAgreement(agreement, theirs.iiaId, context), theirsBefore: theirs, theirsAfter: theirs, changes: [copyChanged(agreement, "bound", context)] }, context);
};

export interface AdoptCommand {
  readonly id: IiaId;
  /** Our copy, made from the partner's (mirror.ts) and not bound yet. */
  readonly copy: AgreementCopy;
  readonly problems: readonly Problem[];
}

/** Makes our copy from the partner's and binds the two. */
export const adopt = (found: Found, { id, copy, problems }: AdoptCommand, context: Context): Decision => {
  const theirs = partnerCopyOf(found);
  refuseUnlinkable(theirs, found.linked, id);
  if (problems.length > 0) throw invalidCopy(problems);
  const { heiId, partnerHeiId } = theirs;
  const { now, hashCopy } = context;
  const after: Agreement = {
    id, heiId, partnerHeiId, revision: 1, stage: "shared", partnerIiaId: theirs.iiaId,
    mine: firstVersion(boundTo(copy, theirs.iiaId), now, hashCopy), createdAt: now, changedAt: now,
  };
  return settle({ after, theirsBefore: theirs, theirsAfter: theirs, changes: [copyChanged(after, "bound", context)] }, context);
};

/**
 * Undoes a wrong link. Refused once both sides have approved something: such an agreement is a legal fact. Approvals of
 * an unbound copy cannot be served (PROTOCOL 5.10), so ours goes and the partner hears of it.
 */
export const unlink = (found: Found, _command: object, context: Context): Decision => {
  const { agreement } = changeable(found);
  if (agreement.partnerIiaId === undefined) return nothing;
  if (mayHaveBeenInForce(agreement)) throw approvedByBoth();
  return settle({ before: agreement, after: unboundAgreement(agreement, context), changes: unboundChanges(agreement, agreement.partnerIiaId, context) }, context);
};

/** Shared and bound: its copy names the partner's id, so its hash changes. */
export const boundAgreement = (agreement: Agreement, partnerIiaId: IiaId, context: Context): Agreement =>
  ({ ...withCopy(agreement, boundTo(agreement.mine.copy, partnerIiaId), context), stage: "shared", partnerIiaId });

/** Neither names the partner's id nor keeps approvals, which were of bound copies. */
export const unboundAgreement = (agreement: Agreement, context: Context): Agreement =>
  omit(withCopy(agreement, boundTo(agreement.mine.copy, undefined), context), "partnerIiaId", "approvalByUs", "approvalByPartner");

export const unboundChanges = (agreement: Agreement, partnerIiaId: IiaId, context: Context): Decision["changes"] => [
  ...(agreement.approvalByUs ? [approvalChanged(agreement, partnerIiaId, "withdrawn", context)] : []),
  copyChanged(agreement, "unbound", context),
];

const refuseUnlinkable = (theirs: PartnerCopy, linked: Agreement | undefined, ownId: IiaId): void => {
  if (theirs.goneAt) throw partnerCopyGone();
  if (!isBetweenUs(theirs)) throw notBetweenUs();
  if (linked && linked.id !== ownId) throw partnerCopyTaken(linked.id);
  const named = namedBy(theirs);
  if (named !== undefined && named !== ownId) throw namesAnother(named);
};
