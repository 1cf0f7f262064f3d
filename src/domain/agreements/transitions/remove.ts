/** Deletion (PROTOCOL 6.3 "Delete"): only of what was never mutually approved, and for good. */
import { omit } from "../../../kernel/omit.js";
import type { Agreement } from "../model.js";
import type { Decision, Found } from "../ports.js";
import { mayHaveBeenInForce } from "../standing.js";
import { approvalChanged, copyChanged, draftChanged, type Context } from "./context.js";
import { approvedByBoth, noSuchAgreement } from "./refusals.js";
import { nothing, settle } from "./settle.js";

/**
 * Leaves a tombstone, so that the id is never used again. A draft vanishes silently; a shared copy is no longer served
 * and the partner hears of it. Our approval goes too: it may not be served for an unbound agreement.
 */
export const remove = ({ own }: Found, _command: object, context: Context): Decision => {
  if (!own) throw noSuchAgreement();
  if (own.stage === "deleted") return nothing;
  if (mayHaveBeenInForce(own)) throw approvedByBoth();
  const after: Agreement = { ...omit(own, "partnerIiaId", "approvalByUs", "approvalByPartner"), stage: "deleted" };
  const withdrawn = own.approvalByUs && own.partnerIiaId !== undefined ? [approvalChanged(own, own.partnerIiaId, "withdrawn", context)] : [];
  const changes = own.stage === "draft" ? [draftChanged(own, context)] : [...withdrawn, copyChanged(own, "deleted", context)];
  return settle({ before: own, after, changes }, context);
};
