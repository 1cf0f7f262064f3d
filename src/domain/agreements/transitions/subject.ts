import type { Agreement, AgreementPair, PartnerCopy } from "../model.js";
import type { Found } from "../ports.js";
import { ended, noSuchAgreement, noSuchPartnerCopy, notBound, notSent } from "./refusals.js";
import { terminatedByBoth } from "../standing.js";

/** The agreement that a command is about; tombstones are nobody's. */
export const living = ({ own }: Found): Agreement => {
  if (!own || own.stage === "deleted") throw noSuchAgreement();
  return own;
};

/** The agreement and the copy that it is bound to; refuses what is over for both sides. */
export const changeable = (found: Found): AgreementPair => {
  const pair = pairOf(living(found), found.theirs);
  if (terminatedByBoth(pair)) throw ended();
  return pair;
};

/** A shared agreement with the partner's copy that it is bound to. */
export const bound = (found: Found): { readonly agreement: Agreement; readonly theirs: PartnerCopy } => {
  const agreement = living(found);
  if (agreement.stage === "draft") throw notSent();
  if (!found.theirs || agreement.partnerIiaId !== found.theirs.iiaId) throw notBound();
  return { agreement, theirs: found.theirs };
};

export const partnerCopyOf = ({ theirs }: Found): PartnerCopy => {
  if (!theirs) throw noSuchPartnerCopy();
  return theirs;
};

const pairOf = (agreement: Agreement, theirs: PartnerCopy | undefined): AgreementPair =>
  ({ agreement, ...(theirs && theirs.iiaId === agreement.partnerIiaId && { theirs }) });
