/** Refusals in one place: what the machine is told, and what an officer can do about it. */
import { badRequest, type EwpError, notAllowedNow, preconditionFailed } from "../../../kernel/errors.js";
import type { Problem } from "../../problem.js";

export const otherRevision = (expected: number, present: number): EwpError =>
  preconditionFailed(present === 0 ? "Nothing is stored here yet." : `The transcript is at revision ${present}, not ${expected}.`, { details: { expected, present } });
export const invalidTranscript = (problems: readonly Problem[]): EwpError =>
  badRequest(problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; "), { code: "invalid-content", details: problems });
export const notReady = (problems: readonly Problem[]): EwpError =>
  notAllowedNow(`The transcript cannot be sent yet: ${problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; ")}.`,
    "Something is still missing or wrong. Complete the results and send the transcript again.", { code: "not-ready", details: problems });
export const wasSent = (): EwpError =>
  notAllowedNow("The transcript was sent.", "The partner has this transcript. Withdraw it instead.", { code: "was-sent" });
export const neverSent = (): EwpError =>
  notAllowedNow("The transcript was never sent.", "The partner has no transcript of this student that could be withdrawn.", { code: "never-sent" });
