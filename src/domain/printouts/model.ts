/** What is set as a PDF for people. A printout is made of facts alone: the same facts give the same bytes. */
import type { LangText } from "../../kernel/lang-text.js";
import type { AgreementPair } from "../agreements/model.js";
import type { PdfFacts } from "../transcripts/outgoing/ports.js";

/** What printouts speak; the first where nobody asks for another. Transcripts are issued in English. */
export const PRINT_LANGUAGES = ["en", "fr", "de", "es", "ja"] as const;
export type PrintLanguage = (typeof PRINT_LANGUAGES)[number];

/** Names of institutions by their ids; those that nobody knows are missing. */
export type Names = Readonly<Record<string, readonly LangText[]>>;

/** A transcript that we issue. */
export type TranscriptPrintout = { readonly kind: "transcript" } & PdfFacts;

export interface AgreementPrintout {
  readonly kind: "agreement";
  readonly language: PrintLanguage;
  readonly pair: AgreementPair;
  /** What both sides approved last, or both copies as they are now. `agreed` needs `inForce`. */
  readonly state: "agreed" | "present";
  readonly names: Names;
  /** Names of our units by their ids. */
  readonly unitNames: Names;
}

export type Printout = TranscriptPrintout | AgreementPrintout;

export interface Printer {
  /** The bytes of a PDF. Rejects with `EwpError` 503 when too much waits already, or when it takes more time or memory than one may have. */
  print(printout: Printout): Promise<Uint8Array>;
}
