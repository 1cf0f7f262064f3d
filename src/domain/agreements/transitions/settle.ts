import type { AgreementChange } from "../../changes.js";
import type { Agreement, AgreementPair, InForce, PartnerCopy } from "../model.js";
import type { Decision } from "../ports.js";
import { inForceNow } from "../standing.js";
import { copyChanged, withCopy, type Context } from "./context.js";

/** State before and after a transition; absent where there was none. */
export interface Step {
  readonly before?: Agreement | undefined;
  readonly theirsBefore?: PartnerCopy | undefined;
  readonly after?: Agreement | undefined;
  readonly theirsAfter?: PartnerCopy | undefined;
  readonly changes: readonly AgreementChange[];
}

/**
 * The end of every transition: when both approvals stand for both copies, what is in force is remembered and our copy
 * says so (PROTOCOL 6.3). Revisions grow once per decision; a step that changed nothing becomes an empty decision.
 */
export const settle = (step: Step, context: Context): Decision => {
  const { after, changes } = entry(step, context);
  const agreements = after && after !== step.before ? [saved(step.before, after, context)] : [];
  const partnerCopies = step.theirsAfter && step.theirsAfter !== step.theirsBefore ? [step.theirsAfter] : [];
  return { ...(agreements.length > 0 && { agreements }), ...(partnerCopies.length > 0 && { partnerCopies }), changes: [...step.changes, ...changes] };
};

/** Nothing happened. */
export const nothing: Decision = { changes: [] };

const entry = ({ before, theirsBefore, after, theirsAfter }: Step, context: Context): { after: Agreement | undefined; changes: readonly AgreementChange[] } => {
  if (!after || !theirsAfter || !inForceNow({ agreement: after, theirs: theirsAfter })) return { after, changes: [] };
  if (before && inForceNow(pairOf(before, theirsBefore))) return { after, changes: [] };
  const effective = withCopy(after, { ...after.mine.copy, inEffect: true }, context);
  const { heiId, partnerHeiId, id } = after;
  const terminated = effective.mine.copy.terminatedAsAWhole;
  return {
    after: { ...effective, inForce: inForceOf(effective, theirsAfter, context.now) },
    changes: [
      ...(effective === after ? [] : [copyChanged(after, "in-effect", context)]),
      { kind: "agreement-in-force", heiId, partnerHeiId, iiaId: id, terminated, at: context.now, actor: context.actor },
    ],
  };
};

/** The same two hashes again (after a revert) are the same agreed state: its date and proof stay. */
const inForceOf = ({ mine, inForce, approvalByUs, approvalByPartner }: Agreement, theirs: PartnerCopy, now: Date): InForce => {
  if (inForce && inForce.mine.hash === mine.hash && inForce.theirs.hash === theirs.current.hash) return inForce;
  if (!approvalByUs || !approvalByPartner) throw new TypeError("an agreement is in force only with both approvals");
  return { mine, theirs: theirs.current, approvalByUs, approvalByPartner, since: now };
};

const saved = (before: Agreement | undefined, after: Agreement, { now }: Context): Agreement =>
  ({ ...after, revision: (before?.revision ?? 0) + 1, changedAt: now });

const pairOf = (agreement: Agreement, theirs: PartnerCopy | undefined): AgreementPair => ({ agreement, ...(theirs && { theirs }) });
