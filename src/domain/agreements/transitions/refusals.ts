/** Every refusal of the agreement commands: what the program is told, and what the officer can do instead. */
import { badRequest, editConflict, notAllowedNow, notFound, preconditionFailed, type EwpError } from "../../../kernel/errors.js";
import { type Problem, problemsInWords } from "../../problem.js";

const later = (code: string, message: string, userMessage: string, details?: unknown): EwpError =>
  notAllowedNow(message, userMessage, { code, ...(details !== undefined && { details }) });

export const noSuchAgreement = (): EwpError => notFound("There is no agreement with this id.");
export const noSuchPartnerCopy = (): EwpError => notFound("The partner's copy with this id is not known here.");
export const otherRevision = (expected: number, present: number): EwpError =>
  preconditionFailed(`The agreement is at revision ${present}, not ${expected}.`, { details: { expected, present } });
export const invalidCopy = (problems: readonly Problem[]): EwpError =>
  badRequest(`The copy breaks ${problems.length === 1 ? "a rule" : `${problems.length} rules`} of the network: ${problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; ")}.`,
    { code: "invalid-agreement", details: problems });

export const ended = (): EwpError => later("terminated", "The agreement is terminated by both sides.", "This agreement is ended for good. Make a new one instead.");
export const notSent = (): EwpError => later("not-sent", "The agreement is still a draft.", "Send this agreement to the partner first.");
export const notBound = (): EwpError => later("not-bound", "Our copy is not bound to a copy of the partner.", "Link this agreement with the partner's copy first.");
export const partnerNotBound = (): EwpError =>
  later("partner-not-bound", "The partner's copy does not name our copy.", "The partner has not linked its copy with this agreement yet. Wait for the partner, or ask it to link the two.");
export const alreadyBound = (partnerIiaId: string): EwpError =>
  later("already-bound", "Our copy is bound to another copy of the partner.", "This agreement is already linked with another copy of the partner. Unlink that one first.", { partnerIiaId });
export const partnerCopyTaken = (iiaId: string): EwpError =>
  later("partner-copy-taken", "The partner's copy is bound to another agreement of ours.", "The partner's copy is already linked with another of your agreements. Unlink that one first.", { iiaId });
export const namesAnother = (iiaId: string): EwpError =>
  later("names-another", "The partner's copy names another of our ids.", "The partner linked this copy with another of your agreements. Link it there, or ask the partner to correct it.", { iiaId });
export const notBetweenUs = (): EwpError =>
  later("not-between-us", "The partner's copy names other institutions or another id than asked for.", "This copy of the partner is faulty: it is not between your two institutions. Ask the partner to correct it.");
export const partnerCopyGone = (): EwpError =>
  later("partner-copy-gone", "The partner no longer serves its copy.", "The partner no longer shows its copy to you. Ask the partner what happened to it.");
export const approvedByBoth = (): EwpError =>
  later("approved-by-both", "The agreement was approved by both sides.", "This agreement was approved by both sides, so it cannot be deleted or unlinked. Change or end it instead; where an approval is not in force yet, withdraw it first.");

export const hashMismatch = (declared: string, computed: string): EwpError =>
  later("hash-mismatch", "The hash that the partner declares is not the hash of its copy.", "The partner's system sends a wrong checksum for its copy, so it cannot be approved safely. Its technicians must correct that.", { declared, computed });
export const changedSinceReview = (reviewed: string, current: string): EwpError =>
  editConflict("The partner's copy changed after the reviewed version.", "The partner changed its copy after you looked at it. Look at the new version before you approve it.", { code: "changed-since-review", details: { reviewed, current } });
export const reorderedSinceReview = (reviewed: string, current: string): EwpError =>
  editConflict("The partner serves the reviewed conditions in another order, which has another hash.", "The partner's system shows the same conditions in another order than when you looked, and every order has another checksum. Try once more. If it happens again, no approval can hold: its technicians have to keep the conditions in one order.", { code: "changed-since-review", details: { reviewed, current } });
export const notValidForApproval = (): EwpError =>
  later("not-valid-for-approval", "The partner's copy holds something that is hashed and cannot be shown.", "The partner's copy holds terms that cannot be shown here. Ask the partner to remove them before you approve it.");
export const partnerCopyInvalid = (problems: readonly Problem[]): EwpError =>
  later("partner-copy-invalid", "The partner's copy breaks rules of the network.", `The partner has to correct its copy before you can approve it: ${problemsInWords(problems)}`, problems);
export const terminateFirst = (): EwpError =>
  later("terminate-first", "The partner's copy is terminated, ours is not.", "The partner wants to end this agreement. If no mobility took place, end your copy first, then approve the partner's.");
export const approvalInForce = (): EwpError =>
  later("approval-in-force", "The approval belongs to the version that is in force.", "This approval is part of the agreement that is in force. It cannot be withdrawn; change or end the agreement instead.");

export const nothingInForce = (): EwpError =>
  later("nothing-in-force", "No version was approved by both sides yet.", "There is no agreed version yet to return to or to end. You can edit, unlink or delete this agreement.");
export const nothingToRevert = (): EwpError =>
  later("nothing-to-revert", "Our copy is the agreed version.", "Your copy already is the agreed version.");
export const revertFirst = (): EwpError =>
  later("revert-first", "Our copy changed since both sides approved it.", "You changed your copy after it was agreed. Return to the agreed version first, then end it.");
export const partnerProposes = (): EwpError =>
  later("partner-proposes", "The partner's copy changed since both sides approved it.", "The partner has proposed changes. Settle those first: approve them, or ask the partner to return to the agreed version.");
export const mobilitiesTookPlace = (): EwpError =>
  later("mobilities-took-place", "noMobilityTookPlace was not stated as true.", "An agreement under which a mobility took place cannot be ended as a whole. Shorten its academic years instead, and let both sides approve the change.");
export const notInForce = (): EwpError =>
  later("not-in-force", "The agreement is not approved by both sides in its present version.", "Only an agreement that both sides have approved can be ended. A draft or proposal can be edited or deleted.");
