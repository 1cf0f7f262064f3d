/** What is set as a PDF for people. A printout is made of facts alone: the same facts give the same bytes. */
import type { PdfFacts } from "../transcripts/outgoing/ports.js";

/** A transcript that we issue. */
export type TranscriptPrintout = { readonly kind: "transcript" } & PdfFacts;

export type Printout = TranscriptPrintout;

export interface Printer {
  /** The bytes of a PDF. Rejects with `EwpError` 503 when too much waits already, or when it takes more time or memory than one may have. */
  print(printout: Printout): Promise<Uint8Array>;
}
