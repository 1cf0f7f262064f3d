/** Making, editing and sending our own copy (PROTOCOL 6.1 steps 1 and 2, 6.3 "Modify an approved IIA"). */
import { given } from "../../../kernel/given.js";
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import { copyOf, firstVersion } from "../own-copy.js";
import type { Agreement, AgreementContent, AgreementCopy } from "../model.js";
import type { Decision, Found } from "../ports.js";
import type { Problem } from "../../problem.js";
import { copyChanged, draftChanged, withCopy, type Context } from "./context.js";
import { invalidCopy } from "./refusals.js";
import { nothing, settle } from "./settle.js";
import { changeable } from "./subject.js";

export interface CreateCommand {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Fresh: never used before, never used again. */
  readonly id: IiaId;
  readonly copy: AgreementCopy;
  /** What is wrong with `copy`. */
  readonly problems: readonly Problem[];
}

/** A draft of ours, unknown to the partner. It keeps the rules from the start: what breaks them is not stored. */
export const create = (_found: Found, { heiId, partnerHeiId, id, copy, problems }: CreateCommand, context: Context): Decision => {
  if (problems.length > 0) throw invalidCopy(problems);
  const { now, hashCopy } = context;
  const draft: Agreement = { id, heiId, partnerHeiId, revision: 1, stage: "draft", mine: firstVersion(copy, now, hashCopy), createdAt: now, changedAt: now };
  return settle({ after: draft, changes: [draftChanged(draft, context)] }, context);
};

export interface EditCommand {
  readonly content: AgreementContent;
  /** What is wrong with the copy that this content gives. */
  readonly problems: readonly Problem[];
}

/**
 * Our copy says something else. The partner's approval of the former version stays known, as ours of theirs stays
 * served; a new hash needs a new approval.
 */
export const edit = (found: Found, { content, problems }: EditCommand, context: Context): Decision => {
  const { agreement, theirs } = changeable(found);
  if (problems.length > 0) throw invalidCopy(problems);
  const after = withCopy(agreement, editedCopy(agreement, content), context);
  if (after === agreement) return nothing;
  const change = agreement.stage === "draft" ? draftChanged(agreement, context) : copyChanged(agreement, "edited", context);
  return settle({ before: agreement, after, theirsBefore: theirs, theirsAfter: theirs, changes: [change] }, context);
};

/** Our copy with another content; what follows from commands stays as it is. */
export const editedCopy = ({ heiId, id, partnerHeiId, partnerIiaId, mine }: Agreement, content: AgreementContent): AgreementCopy => {
  const owner = { ...given({ iiaCode: mine.copy.owner.iiaCode }), ...content.owner };
  const copy = copyOf({ heiId, id, partnerHeiId, partnerIiaId }, { ...content, owner });
  return { ...copy, inEffect: mine.copy.inEffect, terminatedAsAWhole: mine.copy.terminatedAsAWhole };
};

/** From now on the partner may fetch our copy, and hears of it. */
export const share = (found: Found, { problems }: Pick<EditCommand, "problems">, context: Context): Decision => {
  const { agreement } = changeable(found);
  if (agreement.stage === "shared") return nothing;
  if (problems.length > 0) throw invalidCopy(problems);
  return settle({ before: agreement, after: { ...agreement, stage: "shared" }, changes: [copyChanged(agreement, "sent", context)] }, context);
};
