import { presentMobilityEvent } from "../../nominations/present.js";
import type { Operation } from "../../operation.js";
import { keyOf } from "../path.js";
import type { TranscriptServices } from "./command.js";
import { presentReceivedVersion } from "./present.js";

export const listIncomingTranscriptVersions = ({ transcripts }: TranscriptServices): Operation<"listIncomingTranscriptVersions"> => async ({ path }) =>
  ({ status: 200, body: { items: (await transcripts.receivedVersions(keyOf(path))).map(presentReceivedVersion) } });

export const getIncomingTranscriptTimeline = ({ transcripts }: TranscriptServices): Operation<"getIncomingTranscriptTimeline"> => async ({ path }) =>
  ({ status: 200, body: { items: (await transcripts.receivedTimeline(keyOf(path))).map(presentMobilityEvent) } });

/** Only what was found to be a PDF: everything else stays where it is. */
export const getTranscriptAttachment = ({ transcripts }: TranscriptServices): Operation<"getTranscriptAttachment"> => async ({ path }) =>
  ({ status: 200, bytes: await transcripts.receivedPdf(keyOf(path), Number(path.version), Number(path.number)), mediaType: "application/pdf" });
