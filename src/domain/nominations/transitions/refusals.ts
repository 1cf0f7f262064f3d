/** Every refusal about nominations: what the program is told, and what the person can do instead. No personal datum. */
import { badRequest, editConflict, notAllowedNow, notFound, preconditionFailed, type EwpError } from "../../../kernel/errors.js";
import { type Problem, problemsInWords } from "../../problem.js";

const later = (code: string, message: string, userMessage: string, details?: unknown): EwpError =>
  notAllowedNow(message, userMessage, { code, ...(details !== undefined && { details }) });

export const noSuchMobility = (): EwpError => notFound("There is no mobility with this id.");
export const otherRevision = (expected: number, present: number): EwpError =>
  preconditionFailed(`The mobility is at revision ${present}, not ${expected}.`, { details: { expected, present } });
export const invalidNomination = (problems: readonly Problem[]): EwpError =>
  badRequest(`The nomination breaks ${problems.length === 1 ? "a rule" : `${problems.length} rules`} of the network: ${problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; ")}.`,
    { code: "invalid-nomination", details: problems });

export const cancelled = (): EwpError => later("cancelled", "The nomination is cancelled.", "This nomination was cancelled, and that is final. Make a new one instead.");
export const approvedAlready = (): EwpError =>
  later("approved", "The nomination is approved, so its content cannot change.", "The partner has approved this nomination. To change it, replace it: it is cancelled, and a new one is made from it.");
export const otherPerson = (): EwpError =>
  later("other-person", "The person behind a mobility never changes.", "A nomination belongs to one person. Cancel it, and nominate the other student anew.");
export const nothingNew = (): EwpError =>
  later("nothing-new", "A rejected proposal can only be sent again when it says something else.", "The partner has rejected this nomination as it is. Change it before you send it again.");
export const notSent = (): EwpError => later("not-sent", "The nomination is still a draft.", "Send this nomination to the partner first.");

/** To the receiving institution's `update` (PROTOCOL 4.4, 6.4.3). */
export const unknownToCaller = (): EwpError => badRequest("There is no nomination with this omobility-id for the calling institution.");
export const noComment = (): EwpError => badRequest("A rejection needs a comment that says why.", { details: [{ field: "comment", problem: "is missing", expected: "why it is rejected" }] });
export const staleProposal = (): EwpError =>
  editConflict("The proposal-id is not the current one: get the nomination again.", "The sending institution has changed this nomination meanwhile. Look at it again before you decide.", { code: "stale-proposal" });
export const cancelledMeanwhile = (): EwpError =>
  editConflict("The nomination is cancelled.", "The sending institution has cancelled this nomination; it needs no decision any more.", { code: "cancelled" });
export const rejectedBefore = (): EwpError =>
  editConflict("The proposal was rejected; a new one is needed before it can be approved.", "This nomination was rejected before. Ask the sending institution to send it again, then approve it.", { code: "rejected" });

/** To our own office when it decides. */
export const gone = (): EwpError => later("gone", "The partner no longer serves the nomination.", "The partner no longer shows this nomination to you. Ask the partner what happened to it.");
export const rejectedByUs = (): EwpError =>
  later("rejected", "This proposal was rejected; only a new one can be approved.", "You rejected this nomination. Ask the sending institution to change it and send it again, then approve it.");
export const underWay = (): EwpError => later("under-way", "The mobility goes ahead already.", "The partner says that this mobility goes ahead already, so there is nothing left to decide.");
export const changedSinceReview = (reviewed: string, current: { readonly proposalId: string; readonly status: string }): EwpError =>
  editConflict("The nomination changed after the reviewed proposal.", "The partner changed this nomination after you looked at it. Look at the new version before you decide.", { code: "changed-since-review", details: { reviewed, ...current } });
export const partnerConflict = (details: { readonly proposalId?: string; readonly status?: string; readonly partnerSays?: string }): EwpError =>
  editConflict("The partner answered that this decision does not fit its present nomination; it was read again.", "The partner's nomination is no longer what you decided about. It was read again: look at it before you decide.", { code: "partner-conflict", details });
export const faulty = (problems: readonly Problem[]): EwpError =>
  later("faulty-nomination", "The partner's nomination breaks rules of the network.", `The partner has to correct this nomination before you can approve it: ${problemsInWords(problems)}`, problems);
export const wrongDates = (problems: readonly Problem[]): EwpError =>
  badRequest(`The dates are wrong: ${problems.map(({ field, problem }) => `${field} ${problem}`).join("; ")}.`, { code: "invalid-dates", details: problems });
export const notApproved = (): EwpError =>
  later("not-approved", "Dates are told of approved nominations only.", "Approve this nomination before you enter when the student arrived.");
