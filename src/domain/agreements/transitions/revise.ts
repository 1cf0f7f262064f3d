/** What can be done with an agreement that was in force (PROTOCOL 6.3 "Revert", "Terminate"). */
import type { Decision, Found } from "../ports.js";
import { approvedByPartner, approvedByUs, changedByPartner, changedByUs } from "../standing.js";
import { copyChanged, withCopy, type Context } from "./context.js";
import * as refusals from "./refusals.js";
import { nothing, settle } from "./settle.js";
import { bound, changeable } from "./subject.js";

/**
 * Serves the agreed version again: identical content, identical hash, so a partner whose latest approval is still of
 * that version need not approve again. One that has approved the newer version must (the check says so).
 */
export const revert = (found: Found, _command: object, context: Context): Decision => {
  const { agreement, theirs } = changeable(found);
  if (!agreement.inForce) throw refusals.nothingInForce();
  if (!changedByUs(agreement)) throw refusals.nothingToRevert();
  const after = withCopy(agreement, { ...agreement.inForce.mine.copy, inEffect: true }, context);
  return settle({ before: agreement, after, theirsBefore: theirs, theirsAfter: theirs, changes: [copyChanged(agreement, "reverted", context)] }, context);
};

/**
 * Marks our copy as terminated as a whole, all else unchanged. Only for an agreement in force under which no mobility
 * took place; the partner may have gone first.
 */
export const terminate = (found: Found, { noMobilityTookPlace }: { readonly noMobilityTookPlace: boolean }, context: Context): Decision => {
  const { agreement, theirs } = bound(found);
  const { copy } = agreement.mine;
  if (copy.terminatedAsAWhole) return nothing;
  if (!agreement.inForce) throw refusals.notInForce();
  if (!noMobilityTookPlace) throw refusals.mobilitiesTookPlace();
  if (theirs.goneAt) throw refusals.partnerCopyGone();
  if (changedByUs(agreement)) throw refusals.revertFirst();
  const pair = { agreement, theirs };
  if (changedByPartner(pair) && !theirs.current.copy.terminatedAsAWhole) throw refusals.partnerProposes();
  if (!changedByPartner(pair) && !(approvedByUs(pair) && approvedByPartner(pair))) throw refusals.notInForce();
  const after = withCopy(agreement, { ...copy, terminatedAsAWhole: true }, context);
  return settle({ before: agreement, after, theirsBefore: theirs, theirsAfter: theirs, changes: [copyChanged(agreement, "terminated", context)] }, context);
};
