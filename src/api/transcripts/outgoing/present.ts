import type { IssuedTranscript, OutgoingTranscript } from "../../../domain/transcripts/outgoing/model.js";
import type { TranscriptOverview } from "../../../domain/transcripts/outgoing/service.js";
import { given } from "../../../kernel/given.js";
import type { Schema } from "../../operation.js";
import { presentTranscript } from "../incoming/present.js";

export const presentOutgoingTranscript = ({ outgoing, next, isSent, problems, unset }: TranscriptOverview, partnerName?: string): Schema<"OutgoingTranscript"> =>
  ({ ...identityOf(outgoing, partnerName), content: outgoing.content, transcript: presentTranscript(next), isSent, problems, unset });

export const summarizeOutgoingTranscript = (outgoing: OutgoingTranscript, partnerName?: string): Schema<"OutgoingTranscriptSummary"> => {
  const { content, known, transcript } = outgoing;
  const learner = content.learner ?? known?.learner ?? transcript?.learner;
  return {
    ...identityOf(outgoing, partnerName), results: content.results.length,
    ...given({ academicYearId: transcript?.academicYearId ?? content.academicYearId ?? known?.academicYearId, studentName: learner && `${learner.givenNames} ${learner.familyName}` }),
  };
};

const identityOf = ({ omobilityId, heiId, partnerHeiId, revision, stage, version, createdAt, changedAt }: OutgoingTranscript, partnerName: string | undefined) =>
  ({ omobilityId, heiId, partnerHeiId, revision, status: stage, version, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString(), ...given({ partnerName }) });

export const presentIssuedVersion = ({ version, changedAt, transcript }: IssuedTranscript): Schema<"IssuedTranscriptVersions">["items"][number] =>
  ({ version, issuedAt: changedAt.toISOString(), transcript: presentTranscript(transcript) });
