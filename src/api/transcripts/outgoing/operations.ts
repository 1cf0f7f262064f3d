import type { Operations } from "../../operation.js";
import type { OutgoingTranscriptServices } from "./answer.js";
import { enterManyResults } from "./enter-many.js";
import { getOutgoingTranscript, getOutgoingTranscriptTimeline, getTranscriptPdf, getTranscriptVersionPdf, listOutgoingTranscripts, listOutgoingTranscriptVersions } from "./read.js";
import { enterResults, removeOutgoingTranscript, sendTranscript, withdrawTranscript } from "./write.js";

/** Transcripts that we issue. */
export const outgoingTranscriptOperations = (services: OutgoingTranscriptServices) => ({
  listOutgoingTranscripts: listOutgoingTranscripts(services),
  enterManyResults: enterManyResults(services),
  getOutgoingTranscript: getOutgoingTranscript(services),
  enterResults: enterResults(services),
  removeOutgoingTranscript: removeOutgoingTranscript(services),
  sendTranscript: sendTranscript(services),
  withdrawTranscript: withdrawTranscript(services),
  getTranscriptPdf: getTranscriptPdf(services),
  listOutgoingTranscriptVersions: listOutgoingTranscriptVersions(services),
  getTranscriptVersionPdf: getTranscriptVersionPdf(services),
  getOutgoingTranscriptTimeline: getOutgoingTranscriptTimeline(services),
}) satisfies Partial<Operations>;
