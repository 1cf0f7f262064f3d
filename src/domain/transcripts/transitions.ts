/** What happens to partners' transcripts: pure `(found, facts) => decision`. Saying the same again changes nothing. */
import { isDeepStrictEqual } from "node:util";
import { editConflict, preconditionFailed } from "../../kernel/errors.js";
import { omit } from "../../kernel/omit.js";
import type { AboutMobility } from "../changes.js";
import { decideRecognition, resultDifferences } from "../recognition/decide.js";
import type { AgreedStudies, HomeScale, RecognitionDecision } from "../recognition/model.js";
import type { HandDecision } from "./hand-decision.js";
import { withSaid } from "./hand-problems.js";
import { type ReceivedTranscript, reportOf, sameContent, type Transcript, type TranscriptKey } from "./model.js";
import { noTranscript } from "./no-transcript.js";
import type { FetchedTranscript, FoundReceipt, Receipt, ReceiptDecision } from "./ports.js";
import { refusalsOf, remarksOf } from "./receive-rules.js";

const NOTHING = { changes: [] } as const;

const about = ({ heiId, partnerHeiId, omobilityId }: TranscriptKey, at: Date, actor: string): AboutMobility => ({ heiId, partnerHeiId, omobilityId, sendingHeiId: heiId, at, actor });

const atRevision = (found: { readonly revision: number } | undefined, expected: number | undefined): void => {
  const present = found?.revision ?? 0;
  if (expected !== undefined && expected !== present) throw preconditionFailed(present === 0 ? "Nothing is stored here yet." : `It is at revision ${present}, not ${expected}.`, { details: { expected, present } });
};

/** What recognition goes by. */
export interface Basis {
  readonly agreed: AgreedStudies | undefined;
  readonly home: HomeScale;
}

/** Records what the partner serves now. A replay confirms what is known; a correction becomes a version, and what officers said of changed results is asked again. */
export const receive = (found: FoundReceipt, { key, fetched, ...basis }: Basis & { readonly key: TranscriptKey; readonly fetched: FetchedTranscript }, now: Date): ReceiptDecision => {
  const before = found.received;
  const circumstances = { partnerHeiId: key.partnerHeiId, expected: basis.agreed?.learner, signature: fetched.signature };
  const [refusals, remarks] = [refusalsOf(fetched.transcript, circumstances), remarksOf(fetched.transcript, circumstances)];
  const isReplay = before && sameContent(before.current.transcript, fetched.transcript) && isDeepStrictEqual(before.current.refusals, refusals);
  if (before && isReplay && before.goneAt === undefined) return { received: { ...before, confirmedAt: now }, changes: [] };
  const version = isReplay ? before.current.version : (before?.current.version ?? 0) + 1;
  const received: ReceivedTranscript = {
    ...key, revision: (before?.revision ?? 0) + 1, confirmedAt: now, byHand: before ? stillGood(before, found.decision, fetched.transcript) : [],
    current: isReplay ? before.current : { version, transcript: fetched.transcript, refusals, remarks, exchangeId: fetched.exchangeId, receivedAt: now },
  };
  const change = { ...about(key, now, "partner"), kind: "transcript-received" as const, version, refused: refusals.length > 0 };
  return recognised({ ...found, received }, basis, { now, actor: "node", changes: [change] });
};

/** The partner serves none any more; what was decided stays. */
export const lose = ({ received }: FoundReceipt, key: TranscriptKey, now: Date): ReceiptDecision =>
  (!received || received.goneAt ? NOTHING : { received: { ...received, revision: received.revision + 1, goneAt: now }, changes: [{ ...about(key, now, "partner"), kind: "transcript-gone" }] });

interface Saying extends Basis {
  readonly ifRevision?: number | undefined;
  readonly actor: string;
}

/** An officer decides single components of the version that was looked at; what was said of a component before is replaced. */
export const decideByHand = (found: FoundReceipt, { said, reviewedVersion, ifRevision, actor, ...basis }: Saying & { readonly said: readonly HandDecision[]; readonly reviewedVersion: number }, now: Date): ReceiptDecision => {
  const before = existing(found, ifRevision);
  if (before.current.version !== reviewedVersion) throw changedSinceReview(before.current.version);
  const byHand = withSaid(before.byHand, said);
  if (isDeepStrictEqual(byHand, before.byHand)) return NOTHING;
  return recognised({ ...found, received: { ...before, revision: before.revision + 1, byHand } }, basis, { now, actor, changes: [] });
};

/** Decides anew, e.g. after the learning agreement changed; nothing when the decision would be the same. */
export const decideAgain = (found: FoundReceipt, { ifRevision, actor, ...basis }: Saying, now: Date): ReceiptDecision =>
  recognised({ ...found, received: existing(found, ifRevision) }, basis, { now, actor, changes: [] });

/** Whether what was decided would be decided otherwise now. */
export const isOutdated = ({ received, decision }: Receipt, { agreed, home }: Basis): boolean => {
  const proposal = agreed && decideRecognition({ transcript: received, agreed, home, byHand: received.byHand });
  return proposal !== undefined && !isDeepStrictEqual(plain(proposal.components), plain(decision?.components ?? []));
};

const existing = ({ received }: FoundReceipt, ifRevision: number | undefined): ReceivedTranscript => {
  if (!received) throw noTranscript();
  atRevision(received, ifRevision);
  return received;
};

const changedSinceReview = (present: number) =>
  editConflict("The transcript is not the reviewed version any more.", "The partner corrected the transcript after you looked at it. Look at the new version and decide again.", { code: "changed-since-review", details: { present } });

/** Of a result that a correction changed, an officer decides again; which result belongs to which component stays. */
const stillGood = (before: ReceivedTranscript, last: RecognitionDecision | undefined, transcript: Transcript): readonly HandDecision[] => {
  const [was, is] = [before.current.transcript, transcript].map((one) => reportOf(one, before.partnerHeiId)?.results ?? []);
  const changed = new Set(resultDifferences(was ?? [], is ?? []).map(({ course }) => course));
  return before.byHand.flatMap((said) => {
    const course = said.resultKey ?? last?.components.find(({ component }) => component?.id === said.componentId)?.resultKey;
    if (course === undefined || course === null || !changed.has(course)) return [said];
    return said.resultKey === undefined ? [] : [omit(said, "outcome", "reason")];
  });
};

interface Circumstances {
  readonly now: Date;
  readonly actor: string;
  readonly changes: ReceiptDecision["changes"];
}

const recognised = ({ received, decision: last, decidedOn }: FoundReceipt & { readonly received: ReceivedTranscript }, { agreed, home }: Basis, { now, actor, changes }: Circumstances): ReceiptDecision => {
  const proposal = agreed && decideRecognition({ transcript: received, agreed, home, byHand: received.byHand, previous: decidedOn });
  if (!proposal || (last && proposal.differences.length === 0 && isDeepStrictEqual(plain(proposal.components), plain(last.components)))) return { received, changes };
  const decision: RecognitionDecision = { ...proposal, version: (last?.version ?? 0) + 1, at: now, actor };
  const change = { ...about(received, now, actor), kind: "recognition-decided" as const, version: decision.version, status: decision.status };
  return { received, decision, changes: [...changes, change] };
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
