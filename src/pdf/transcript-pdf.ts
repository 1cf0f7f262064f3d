import type { Printer } from "../domain/printouts/model.js";
import type { TranscriptPdf } from "../domain/transcripts/outgoing/ports.js";
import { unsetTexts } from "./setting/settable.js";

/** PDFs of transcripts, set in what fonts come with the installation. */
export const createTranscriptPdf = (printer: Printer): TranscriptPdf => ({
  make: (facts) => printer.print({ kind: "transcript", ...facts }),
  unset: ({ transcript, sendingNames }) => [...unsetTexts(transcript), ...unsetTexts(sendingNames, "sendingNames")],
});
