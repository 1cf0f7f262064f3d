/** Whether a partner's transcript may be acted upon: what refuses it, and what its provider should repair. No personal datum in either. */
import type { HeiId } from "../../kernel/ids.js";
import { nameKey } from "../mobilities/name-key.js";
import { personOf } from "../mobilities/student.js";
import type { Problem } from "../problem.js";
import { creditsTwice } from "./credits.js";
import { hostileProblems } from "./hostile.js";
import { reportOf, type Learner, type Transcript } from "./model.js";
import { transcriptProblems } from "./rules.js";

/** What is known of the student before the transcript comes: from the nomination or the learning agreement. */
export type ExpectedLearner = Learner;

/** What the check of an XML signature found; most transcripts have none, which is allowed: the answer as a whole is signed. */
export type SignatureFinding = "none" | "intact" | "weak" | "broken";

interface Circumstances {
  readonly partnerHeiId: HeiId;
  /** Undefined when we know of no such student. */
  readonly expected: ExpectedLearner | undefined;
  readonly signature: SignatureFinding;
}

export const refusalsOf = (transcript: Transcript, { partnerHeiId, expected, signature }: Circumstances): readonly Problem[] => {
  const report = reportOf(transcript, partnerHeiId);
  return [
    ...(signature === "broken" ? [{ field: "signature", problem: "is broken: the transcript was changed after it was signed", expected: "an intact XML signature, or none" }] : []),
    ...(expected === undefined ? [{ field: "omobilityId", problem: "belongs to no student that we sent to this partner", expected: "the id of one of our nominations" }] : wrongLearner(transcript.learner, expected)),
    ...(report ? creditsTwice(report.results) : [{ field: "issuer", problem: "is not the institution that serves the transcript", expected: partnerHeiId }]),
    ...hostileProblems(transcript),
  ];
};

/** Rules of the network that the transcript breaks without making it unusable. */
export const remarksOf = (transcript: Transcript, { partnerHeiId, signature }: Pick<Circumstances, "partnerHeiId" | "signature">): readonly Problem[] => [
  ...transcriptProblems(transcript, { heiId: partnerHeiId }),
  ...(signature === "weak" ? [{ field: "signature", problem: "proves nothing: it uses SHA-1, or a way or key that is not at hand", expected: "RSA with SHA-256, and the certificate" }] : []),
];

/**
 * The identifier decides where both sides have it; without it name and birth date must agree. A birth date that differs is
 * another person whatever else agrees.
 */
export const wrongLearner = (named: Learner, expected: ExpectedLearner): readonly Problem[] => {
  const differs = (what: string): readonly Problem[] => [{ field: "learner", problem: `is another person: the ${what} differs`, expected: "the student of this mobility" }];
  if (named.esi !== undefined && expected.esi !== undefined && personOf(named.esi) !== personOf(expected.esi)) return differs("European Student Identifier");
  if (named.birthDate !== undefined && expected.birthDate !== undefined && named.birthDate.slice(0, 10) !== expected.birthDate.slice(0, 10)) return differs("date of birth");
  if (named.esi !== undefined && expected.esi !== undefined) return [];
  if (nameKey(named) !== nameKey(expected)) return differs("name");
  return named.birthDate === undefined || expected.birthDate === undefined
    ? [{ field: "learner", problem: "cannot be told apart from others of the same name", expected: "a European Student Identifier or a date of birth" }]
    : [];
};
