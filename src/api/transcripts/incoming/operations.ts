import type { Operations } from "../../operation.js";
import type { TranscriptServices } from "./command.js";
import { getIncomingTranscript } from "./get.js";
import { getIncomingTranscriptTimeline, getTranscriptAttachment, listIncomingTranscriptVersions } from "./history.js";
import { listIncomingTranscripts } from "./list.js";
import { decideRecognition, decideRecognitionAgain, getRecognitionDocument, listRecognitions } from "./recognition.js";
import { refreshTranscript } from "./refresh.js";

/** Transcripts of partners and what is recognised of them. */
export const incomingTranscriptOperations = (services: TranscriptServices) => ({
  listIncomingTranscripts: listIncomingTranscripts(services),
  getIncomingTranscript: getIncomingTranscript(services),
  refreshTranscript: refreshTranscript(services),
  listIncomingTranscriptVersions: listIncomingTranscriptVersions(services),
  getTranscriptAttachment: getTranscriptAttachment(services),
  getIncomingTranscriptTimeline: getIncomingTranscriptTimeline(services),
  listRecognitions: listRecognitions(services),
  decideRecognition: decideRecognition(services),
  decideRecognitionAgain: decideRecognitionAgain(services),
  getRecognitionDocument: getRecognitionDocument(services),
}) satisfies Partial<Operations>;
