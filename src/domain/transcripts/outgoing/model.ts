/** Transcripts that we issue: what offices enter of a student's results, and what the sending institution reads of it. */
import type { OutgoingStage } from "./stage.js";
import type { GradeTable, Learner, Report, Result, Transcript, TranscriptKey } from "../model.js";

/**
 * One result as it is entered. What the course or its instance in the catalogue says (by `losId`, or by `losCode`) need not be said again;
 * what is said here holds.
 */
export type ResultEntry = Partial<Omit<Result, "status" | "parts">> & Pick<Result, "status"> & { readonly parts?: readonly ResultEntry[] };

/** What an office says of a student; the issuer and the moments are ours to add. */
export interface TranscriptContent {
  /** Absent: that of the learning agreement or the nomination. */
  readonly academicYearId?: string;
  /** Absent: the student of the learning agreement or the nomination. */
  readonly learner?: Learner;
  readonly results: readonly ResultEntry[];
  readonly gradingSchemes?: Report["gradingSchemes"];
  /** Absent: the institution's own for the fields of the results. */
  readonly gradeTables?: readonly GradeTable[];
  /** An uploaded PDF that is sent instead of the one that is made. */
  readonly pdfFileId?: string;
}

/** A transcript of ours from the first results on. */
export interface OutgoingTranscript extends TranscriptKey {
  /** Grows with every saved change: the ETag and the optimistic lock. Starts at 1. */
  readonly revision: number;
  readonly stage: OutgoingStage;
  /** As it was entered last; not yet sent when the transcript says something else. */
  readonly content: TranscriptContent;
  /** What was known of the mobility at that time, for lists; a transcript is completed from what is known when it is sent. */
  readonly known?: KnownMobility;
  /** How often the partner was given another one; 0 before the first. */
  readonly version: number;
  /** What was issued last. */
  readonly transcript?: Transcript;
  /** The uploaded PDF that was issued with it. */
  readonly issuedPdfFileId?: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** What the partner may read, or could. */
export interface IssuedTranscript extends OutgoingTranscript {
  readonly transcript: Transcript;
  /** Sent along; never made anew, so that every version keeps its bytes. */
  readonly pdf?: Uint8Array;
}

/** What is known of a mobility before there is a transcript. */
export interface KnownMobility {
  readonly learner: Learner;
  readonly academicYearId?: string;
}
