import { sideDifferences } from "./comparison/pair.js";
import type { AgreementPair } from "./model.js";
import { approvedByUs, boundBothWays, isShared } from "./standing.js";
import { termProblems } from "./validation/terms.js";

/**
 * True when the partner's copy waits for our approval, can be given it, and says what ours says: only order, spelling, ids and what is
 * not hashed may differ (PROTOCOL 6.2). Nobody has to decide anything about its content, so that many can be approved at once.
 */
export const isIdentical = (pair: AgreementPair): boolean => {
  const { agreement: { mine }, theirs } = pair;
  if (!theirs || theirs.goneAt || !isShared(pair.agreement) || !boundBothWays(pair) || approvedByUs(pair)) return false;
  const { current: { copy, hash, declaredHash, validForApproval } } = theirs;
  if (!validForApproval || declaredHash !== hash || copy.terminatedAsAWhole !== mine.copy.terminatedAsAWhole) return false;
  return termProblems(copy).length === 0 && sideDifferences(mine.copy, copy).every(({ nature }) => nature !== "substantive");
};
