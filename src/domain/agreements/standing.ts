/** Plain facts about a pair of copies, from which statuses, refusals and checks are made (PROTOCOL 6.1, 6.3). */
import { isDeepStrictEqual } from "node:util";
import type { Agreement, AgreementCopy, AgreementPair, PartnerCopy } from "./model.js";

/** The partner's copy names this agreement of ours as its second partner. */
export const namesUs = ({ agreement, theirs }: AgreementPair): boolean => theirs !== undefined && namedBy(theirs) === agreement.id;

/** Which of our ids a partner's copy names. */
export const namedBy = (theirs: PartnerCopy): string | undefined => theirs.current.copy.partner.iiaId;

/** Our copy names the partner's and the partner's names ours: approvals may start (PROTOCOL 6.1 step 9). */
export const boundBothWays = (pair: AgreementPair): boolean =>
  pair.theirs !== undefined && pair.agreement.partnerIiaId === pair.theirs.iiaId && namesUs(pair);

/** We approved the partner's copy as it is now. */
export const approvedByUs = ({ agreement, theirs }: AgreementPair): boolean =>
  theirs !== undefined && agreement.approvalByUs?.hash === theirs.current.hash;

/** The partner approved our copy as it is now. */
export const approvedByPartner = ({ agreement }: AgreementPair): boolean => agreement.approvalByPartner?.hash === agreement.mine.hash;

/**
 * Both approvals stand for both current copies. A termination that only one copy carries is not an agreed state: the
 * other side still has to say that no mobility took place (PROTOCOL 6.3).
 */
export const inForceNow = (pair: AgreementPair): boolean =>
  isShared(pair.agreement) && pair.theirs !== undefined && pair.theirs.goneAt === undefined && boundBothWays(pair) &&
  approvedByUs(pair) && approvedByPartner(pair) &&
  pair.agreement.mine.copy.terminatedAsAWhole === pair.theirs.current.copy.terminatedAsAWhole;

export const isShared = ({ stage }: Agreement): boolean => stage === "shared";

/** In force and ended by both. Nothing can change any more. */
export const terminatedByBoth = (pair: AgreementPair): boolean => inForceNow(pair) && pair.agreement.mine.copy.terminatedAsAWhole;

/**
 * True when the partner may hold this agreement for mutually approved, even where we missed the moment: it can then
 * not be deleted or unbound (PROTOCOL 6.3).
 */
export const mayHaveBeenInForce = ({ inForce, approvalByUs, approvalByPartner }: Agreement): boolean =>
  inForce !== undefined || (approvalByUs !== undefined && approvalByPartner !== undefined);

/** We approved the partner's current copy and have not heard that it approved ours: it may have done so just now. */
export const awaitsPartnerApproval = (pair: AgreementPair): boolean =>
  isShared(pair.agreement) && approvedByUs(pair) && !approvedByPartner(pair);

/** Since the last mutual approval, our copy changed in a way that the hash shows. */
export const changedByUs = ({ inForce, mine }: Agreement): boolean => inForce !== undefined && inForce.mine.hash !== mine.hash;

/** Since the last mutual approval, the partner's copy changed in a way that the hash shows. */
export const changedByPartner = ({ agreement, theirs }: AgreementPair): boolean =>
  agreement.inForce !== undefined && theirs !== undefined && agreement.inForce.theirs.hash !== theirs.current.hash;

/** Under the id that was agreed on, the partner shows something that has no condition of it and does not name us: ids must never be used again (PROTOCOL 6.3). */
export const idUsedAgain = (pair: AgreementPair): boolean => {
  const agreed = pair.agreement.inForce?.theirs.copy.conditions ?? [];
  const shown = pair.theirs?.current.copy.conditions;
  return agreed.length > 0 && shown !== undefined && !namesUs(pair) && !shown.some((condition) => agreed.some((one) => isDeepStrictEqual(one, condition)));
};

/** The two parties of a partner's copy are the partner, under the id that we asked for, and us. */
export const isBetweenUs = (theirs: PartnerCopy): boolean => {
  const { owner, partner }: AgreementCopy = theirs.current.copy;
  return owner.heiId === theirs.partnerHeiId && owner.iiaId === theirs.iiaId && partner.heiId === theirs.heiId;
};
