import type { RecognitionDecision } from "../../../domain/recognition/model.js";
import { keyOfResult, type ReceivedVersion, type Report, type Result, type Transcript } from "../../../domain/transcripts/model.js";
import type { CheckedReceipt, Receipt } from "../../../domain/transcripts/ports.js";
import { standingOf } from "../../../domain/transcripts/standing.js";
import { given } from "../../../kernel/given.js";
import type { Schema } from "../../operation.js";

export const presentReceipt = ({ received, decision, isOutdated }: CheckedReceipt, partnerName?: string): Schema<"IncomingTranscript"> => {
  const { current, confirmedAt, goneAt } = received;
  return {
    ...identityOf({ received, ...given({ decision }) }, partnerName), isOutdated, current: presentReceivedVersion(current), confirmedAt: confirmedAt.toISOString(),
    ...given({ goneAt: goneAt?.toISOString(), recognition: decision && presentDecision(decision) }),
  };
};

export const summarizeReceipt = ({ received, decision }: Receipt, partnerName?: string): Schema<"IncomingTranscriptSummary"> => {
  const { current: { version, receivedAt, refusals, transcript: { learner, academicYearId } }, goneAt } = received;
  return {
    ...identityOf({ received, ...given({ decision }) }, partnerName), studentName: `${learner.givenNames} ${learner.familyName}`, version, receivedAt: receivedAt.toISOString(), refusals: refusals.length,
    waiting: decision?.components.filter(({ component, outcome }) => component && outcome === "waiting").length ?? 0, ...given({ academicYearId, goneAt: goneAt?.toISOString() }),
  };
};

const identityOf = ({ received, decision }: Receipt, partnerName: string | undefined) => {
  const { omobilityId, heiId, partnerHeiId, revision } = received;
  return { omobilityId, heiId, partnerHeiId, revision, status: standingOf(received, decision), ...given({ partnerName }) };
};

export const presentReceivedVersion = ({ version, receivedAt, exchangeId, refusals, remarks, transcript }: ReceivedVersion): Schema<"ReceivedTranscriptVersion"> =>
  ({ version, receivedAt: receivedAt.toISOString(), exchangeId, refusals, remarks, transcript: presentTranscript(transcript) });

/** A transcript without its files; they are numbered from 1 through all reports, as downloads count them. */
export const presentTranscript = ({ reports, ...transcript }: Transcript): Schema<"ShownTranscript"> => {
  let files = 0;
  const numbers = (contents: readonly string[]): number[] => contents.map(() => (files += 1));
  return { ...transcript, reports: reports.map((report) => presentReport(report, numbers)) };
};

const presentReport = ({ results, attachments, ...report }: Report, numbers: (contents: readonly string[]) => number[]): Schema<"ShownReport"> => ({
  ...report, results: results.map(presentResult),
  attachments: attachments.map(({ titles, type, contents }) => ({ numbers: numbers(contents), titles, ...given({ type }) })),
});

const presentResult = (result: Result): Schema<"ShownResult"> => ({ ...result, key: keyOfResult(result), parts: result.parts.map(presentResult) });

export const presentDecision = ({ at, ...decision }: RecognitionDecision): Schema<"Recognition"> => ({ ...decision, at: at.toISOString() });
