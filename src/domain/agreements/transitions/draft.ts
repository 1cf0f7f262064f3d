/** Making, editing and sending our own copy (PROTOCOL 6.1 steps 1 and 2, 6.3 "Modify an approved IIA"). */
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import { copyOf, firstVersion } from "../own-copy.js";
import type { Agreement, AgreementContent } from "../model.js";
import type { Decision, Found } from "../ports.js";
import type { Problem } from "../validation/problem.js";
import { copyChanged, draftChanged, withCopy, type Context } from "./context.js";
import { invalidCopy, samePartners } from "./refusals.js";
import { nothing, settle } from "./settle.js";
import { changeable } from "./subject.js";

export interface CreateCommand {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Fresh: never used before, never used again. */
  readonly id: IiaId;
  readonly content: AgreementContent;
}

/** A draft of ours, unknown to the partner. It may be incomplete: rules are checked before it leaves. */
export const create = (_found: Found, command: CreateCommand, context: Context): Decision => {
  if (command.heiId === command.partnerHeiId) throw samePartners();
  const draft = draftOf(command, context);
  return settle({ after: draft, changes: [draftChanged(draft, context)] }, context);
};

/** The agreement that `command` makes, not saved yet. */
export const draftOf = ({ content, ...parties }: CreateCommand, { now, hashCopy }: Context): Agreement => ({
  id: parties.id, heiId: parties.heiId, partnerHeiId: parties.partnerHeiId, revision: 1, stage: "draft",
  mine: firstVersion(copyOf(parties, content), now, hashCopy), createdAt: now, changedAt: now,
});

export interface EditCommand {
  readonly content: AgreementContent;
  /** What is wrong with the copy that this content would give; only a draft may be saved with problems. */
  readonly problems: readonly Problem[];
}

/**
 * Our copy says something else. The partner's approval of the former version stays known, as ours of theirs stays
 * served; a new hash needs a new approval.
 */
export const edit = (found: Found, { content, problems }: EditCommand, context: Context): Decision => {
  const { agreement, theirs } = changeable(found);
  const after = withCopy(agreement, editedCopy(agreement, content), context);
  if (after === agreement) return nothing;
  if (agreement.stage === "draft") return settle({ before: agreement, after, changes: [draftChanged(agreement, context)] }, context);
  if (problems.length > 0) throw invalidCopy(problems);
  return settle({ before: agreement, after, theirsBefore: theirs, theirsAfter: theirs, changes: [copyChanged(agreement, "edited", context)] }, context);
};

/** Our copy with another content; what follows from commands stays as it is. */
export const editedCopy = ({ heiId, id, partnerHeiId, partnerIiaId, mine }: Agreement, content: AgreementContent): Agreement["mine"]["copy"] => {
  const owner = { ...content.owner, iiaCode: content.owner.iiaCode ?? mine.copy.owner.iiaCode };
  const copy = copyOf({ heiId, id, partnerHeiId, partnerIiaId }, { ...content, owner: owner.iiaCode === undefined ? content.owner : { ...owner, iiaCode: owner.iiaCode } });
  return { ...copy, inEffect: mine.copy.inEffect, terminatedAsAWhole: mine.copy.terminatedAsAWhole };
};

/** From now on the partner may fetch our copy, and hears of it. */
export const share = (found: Found, { problems }: Pick<EditCommand, "problems">, context: Context): Decision => {
  const { agreement } = changeable(found);
  if (agreement.stage === "shared") return nothing;
  if (problems.length > 0) throw invalidCopy(problems);
  return settle({ before: agreement, after: { ...agreement, stage: "shared" }, changes: [copyChanged(agreement, "sent", context)] }, context);
};
