/** What tells whether something was recorded while a partner was asked (domain/look-order.ts). */
import type { Mark } from "../../look-order.js";
import type { Agreement, PartnerCopy } from "../model.js";

export const copyMark = (theirs: PartnerCopy | undefined): Mark =>
  theirs === undefined ? "unknown" : JSON.stringify([theirs.current.version, theirs.confirmedAt, theirs.goneAt]);
/** Every approval that is recorded raises the revision. */
export const approvalMark = (own: Agreement | undefined): Mark => JSON.stringify(own?.revision);
