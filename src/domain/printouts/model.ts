/** What is set as a PDF for people. A printout is made of facts alone: the same facts give the same bytes. */
import type { HeiId } from "../../kernel/ids.js";
import type { LangText } from "../../kernel/lang-text.js";
import type { AgreementPair } from "../agreements/model.js";
import type { LaDocument } from "../learning-agreements/model.js";
import type { LaDraft } from "../learning-agreements/outgoing.js";
import type { IncomingLaStatus, OutgoingLaStatus } from "../learning-agreements/overview/standing.js";
import type { ToldStudent } from "../mobilities/student.js";
import type { Imobility } from "../nominations/model.js";
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

/** A proposal and what became of it. */
export interface PrintedRound {
  readonly proposalId: string;
  readonly outcome: "awaiting" | "approved" | "rejected" | "withdrawn";
  readonly sentAt?: Date;
  readonly endedAt?: Date;
  /** Why it was sent back. */
  readonly comment?: string;
}

export interface LearningAgreementPrintout {
  readonly kind: "learning-agreement";
  readonly language: PrintLanguage;
  /** Whose record it is. */
  readonly heiId: HeiId;
  readonly document: LaDocument;
  /** Ours alone; never together with a proposal. */
  readonly draft?: LaDraft;
  /** 0: nobody outside has seen any of it. */
  readonly version: number;
  readonly at: Date;
  readonly status: OutgoingLaStatus | IncomingLaStatus;
  /** Oldest first. */
  readonly rounds: readonly PrintedRound[];
  /** That brought it, of a partner's. */
  readonly exchangeId?: string;
  readonly names: Names;
}

/** When a student of a partner arrived and left; `arrival` is known. */
export interface StayCertificate {
  readonly kind: "stay";
  readonly language: PrintLanguage;
  readonly mobility: Pick<Imobility, "id" | "heiId" | "partnerHeiId" | "revision" | "changedAt">;
  readonly student: ToldStudent;
  readonly receivingAcademicYear: string;
  readonly arrival: string;
  readonly departure?: string;
  readonly names: Names;
}

export type Printout = TranscriptPrintout | AgreementPrintout | LearningAgreementPrintout | StayCertificate;

export interface Printer {
  /** The bytes of a PDF. Rejects with `EwpError` 503 when too much waits already, or when it takes more time or memory than one may have. */
  print(printout: Printout): Promise<Uint8Array>;
}
