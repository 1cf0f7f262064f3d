import { given } from "../../../kernel/given.js";
import type { OutgoingTranscript } from "../../transcripts/outgoing/model.js";
import type { Learner } from "../../transcripts/model.js";
import type { Receipt } from "../../transcripts/ports.js";
import { standingOf } from "../../transcripts/standing.js";
import type { OpenItem } from "../model.js";

/** Results that were entered and that the partner does not have. The unit is that of the nomination. */
export const outgoingTranscriptItem = (outgoing: OutgoingTranscript, unitId?: string): OpenItem => {
  const { partnerHeiId, omobilityId, stage, revision, changedAt, content, known, transcript } = outgoing;
  return {
    kind: "outgoing-transcript", partnerHeiId, objectId: omobilityId, unitIds: unitId === undefined ? [] : [unitId], turn: "us", since: changedAt, revision, actions: ["sendTranscript", "enterResults"],
    ...(stage === "issued"
      ? { code: "correction-to-send", sentence: "Results were changed after the transcript was sent. Send it again, so that the partner has them." }
      : { code: "to-send", sentence: "Results are entered and the partner does not have them yet. Send the transcript when they are complete." }),
    ...about(content.learner ?? known?.learner ?? transcript?.learner, content.academicYearId ?? known?.academicYearId, { results: content.results.length }),
  };
};

/** A partner's transcript that was refused, or of which a component waits for a person. */
export const incomingTranscriptItem = ({ received, decision }: Receipt, unitId?: string): OpenItem | undefined => {
  const standing = standingOf(received, decision);
  if (received.goneAt || (standing !== "refused" && standing !== "open")) return undefined;
  const { partnerHeiId, omobilityId, revision, current: { receivedAt, version, refusals, transcript } } = received;
  const waiting = decision?.components.filter(({ outcome }) => outcome === "waiting").length ?? 0;
  return {
    kind: "incoming-transcript", partnerHeiId, objectId: omobilityId, unitIds: unitId === undefined ? [] : [unitId], since: receivedAt, revision,
    ...(standing === "refused"
      ? { turn: "partner", code: "refused", actions: ["refreshTranscript"], sentence: "The partner's transcript breaks rules, which are listed with it, and nothing is recognised of it. Ask the partner for a corrected one." }
      : { turn: "us", code: "to-decide", news: version > 1 ? "changed" : "new", actions: ["decideRecognition", "refreshTranscript"], sentence: "Components of the transcript wait for your decision whether they are recognised." }),
    ...about(transcript.learner, transcript.academicYearId, { waiting, refusals: refusals.length }),
  };
};

const about = (learner: Learner | undefined, academicYear: string | undefined, counts: Readonly<Record<string, number>>): Pick<OpenItem, "data" | "label"> =>
  ({ data: { ...counts, ...(academicYear !== undefined && { academicYear }) }, ...given({ label: learner && `${learner.givenNames} ${learner.familyName}` }) });
