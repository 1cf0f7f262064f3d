/** Refusals in one place: what the machine is told, and what an officer can do about it. */
import { badRequest, editConflict, type EwpError, notAllowedNow, notFound, preconditionFailed } from "../../../kernel/errors.js";
import { type Problem, problemsInWords } from "../../problem.js";

const later = (code: string, message: string, userMessage: string, details?: unknown): EwpError => notAllowedNow(message, userMessage, { code, ...(details !== undefined && { details }) });

export const noSuchLa = (): EwpError => notFound("There is no learning agreement with this id.");
export const otherRevision = (expected: number, present: number): EwpError =>
  preconditionFailed(`The learning agreement is at revision ${present}, not ${expected}.`, { details: { expected, present } });
export const invalidLa = (problems: readonly Problem[]): EwpError =>
  badRequest(`The learning agreement breaks ${problems.length === 1 ? "a rule" : `${problems.length} rules`} of the network: ${problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; ")}.`,
    { code: "invalid-learning-agreement", details: problems });

export const laExists = (): EwpError =>
  later("exists", "There is a learning agreement for this mobility already.", "This mobility has a learning agreement already. Change that one: an extension is a change, too.");
export const otherPartner = (): EwpError =>
  later("other-partner", "The learning agreement of this mobility is with another institution.", "The two institutions of a mobility never change. Make a new mobility.");
export const awaitsAnswer = (): EwpError =>
  later("awaits-answer", "A proposal waits for the answer of the receiving institution.", "The partner has not answered your last proposal. Wait for its answer, or withdraw the proposal first.");
export const nothingProposed = (): EwpError =>
  later("nothing-proposed", "No proposal waits for an answer.", "There is no open proposal that could be withdrawn.");
export const nothingDrafted = (): EwpError =>
  later("nothing-drafted", "There is no draft to sign.", "There are no changes to sign. Make a draft first.");
export const studentSignsFirst = (): EwpError =>
  later("student-signs-first", "The student has not signed the draft.", "The student signs first, then your institution.");
export const studentSigned = (): EwpError =>
  later("student-signed", "The student has signed this draft already.", "The student has signed this draft already.");
export const needsProposal = (): EwpError =>
  later("needs-proposal", "Names, birth date and identifier of the student change by a proposal only.", "The partner has to approve this change of the student's data. Put it into a draft of changes, and let the student and your institution sign it.");
export const oneVersionOnly = (): EwpError =>
  later("one-version-only", "The agreement of a short mobility has no changes after its first version.", "The learning agreement of a blended or doctoral short mobility cannot be changed once all have signed it.");
export const signedByAll = (): EwpError =>
  later("signed-by-all", "The learning agreement was signed by all three parties.", "A learning agreement that all three have signed cannot be deleted. Change it instead.");

export const notCurrent = (): EwpError =>
  editConflict("The changes-proposal-id is not that of the current proposal.", "The learning agreement changed meanwhile. Look at its present version and decide again.", { code: "proposal-not-current" });

export const gone = (): EwpError =>
  later("gone", "The partner no longer shows this learning agreement.", "The partner no longer shows this learning agreement. Ask it what happened.");
export const changedSinceReview = (): EwpError =>
  editConflict("The learning agreement is not the reviewed version any more.", "The partner changed the learning agreement after you looked at it. Look at the new version and decide again.", { code: "changed-since-review" });
export const answeredOtherwise = (): EwpError =>
  later("answered-already", "Another answer to this proposal was given.", "This proposal was answered already, in another way. Wait for the next proposal of the partner.");
export const partnerLaInvalid = (problems: readonly Problem[]): EwpError =>
  later("partner-la-invalid", "The proposal does not say clearly what would be approved.", `The partner has to correct its learning agreement before you can approve it: ${problemsInWords(problems)}`, problems);
export const restarted = (): EwpError =>
  later("restarted", "The partner started this learning agreement again from its first version.", "What was agreed before is no longer there: the partner seems to have started again, perhaps with another system. Compare with the earlier version, and confirm that you accept the new start.");
export const nothingToTell = (): EwpError =>
  later("nothing-to-tell", "No answer waits to be told.", "There is no answer on its way to the partner. Approve or comment the present proposal.");
export const commentMissing = (): EwpError => badRequest("A proposal is commented with a text.", { code: "comment-missing", details: [{ field: "comment", problem: "is missing", expected: "what has to change" }] });
