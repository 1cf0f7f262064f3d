/** What offices read about transcripts of partners and what is recognised of them; 404 when there is none. */
import { notAllowedNow, notFound } from "../../kernel/errors.js";
import type { Change } from "../changes.js";
import type { InstitutionStore } from "../institutions/ports.js";
import type { Page, PageRequest } from "../page.js";
import type { RecognitionDecision, RecognitionRecord } from "../recognition/model.js";
import type { HeiId } from "../../kernel/ids.js";
import { pdfOf } from "./hostile.js";
import { issuerOf } from "./issuer.js";
import { reportOf, type ReceivedVersion, type TranscriptKey } from "./model.js";
import { noTranscript } from "./no-transcript.js";
import type { Receipt, ReceivedFilter, TranscriptStore } from "./ports.js";

export interface QueryDependencies {
  readonly store: TranscriptStore;
  readonly institutions: Pick<InstitutionStore, "get">;
  /** A decision as other systems read it (ELMO). */
  readonly recognitionDocument: (record: RecognitionRecord) => Uint8Array;
}

export const createReceivedQueries = ({ store, institutions, recognitionDocument }: QueryDependencies) => {
  const receipt = async (key: TranscriptKey): Promise<Receipt> => {
    const received = await store.received(key);
    if (!received) throw noTranscript();
    const [decision] = await store.decisions(key);
    return { received, ...(decision && { decision }) };
  };
  /** Newest first. */
  const receivedVersions = async (key: TranscriptKey): Promise<readonly ReceivedVersion[]> => {
    await receipt(key);
    return store.receivedVersions(key);
  };
  return {
    receipt,
    receivedVersions,
    listReceived: (heiId: HeiId, filter: ReceivedFilter, page: PageRequest): Promise<Page<Receipt>> => store.listReceived(heiId, filter, page),
    /** Every decision, newest first. */
    decisions: async (key: TranscriptKey): Promise<readonly RecognitionDecision[]> => {
      await receipt(key);
      return store.decisions(key);
    },
    /** All that happened to the mobility, newest first. */
    receivedTimeline: async (key: TranscriptKey): Promise<readonly Change[]> => {
      await receipt(key);
      return store.timeline(key.heiId, { sendingHeiId: key.heiId, omobilityId: key.omobilityId });
    },
    /** The PDF that came with a version; attachments are counted from 1 through all reports. 404 also for what is no PDF. */
    receivedPdf: async (key: TranscriptKey, version: number, number: number): Promise<Uint8Array> => {
      const content = (await receivedVersions(key)).find((one) => one.version === version)?.transcript.reports.flatMap(({ attachments }) => attachments.flatMap(({ contents }) => contents))[number - 1];
      return (content === undefined ? undefined : pdfOf(content)) ?? Promise.reject(notFound("This version of the transcript came with no such PDF."));
    },
    /** A decision as a document for other systems; 422 while a component waits for a person. */
    decisionDocument: async (key: TranscriptKey, version: number): Promise<Uint8Array> => {
      const decision = (await store.decisions(key)).find((one) => one.version === version);
      const transcript = (await store.receivedVersions(key)).find((one) => one.version === decision?.transcriptVersion)?.transcript;
      const [basis, institution] = [transcript && reportOf(transcript, key.partnerHeiId), await institutions.get(key.heiId)];
      if (!decision || !transcript || !basis || !institution) throw notFound("There is no such decision for this mobility.");
      if (decision.status === "open") throw notAllowedNow("A component waits for a person.", "Decide on every component first.", { code: "undecided" });
      return recognitionDocument({ decision, learner: transcript.learner, issuer: issuerOf(institution), basis, at: decision.at.toISOString() });
    },
  };
};

