/** Transcripts of records: what the receiving institution says a student achieved (PROTOCOL 5.19). Decimals and dates keep their exact form. */
import { isDeepStrictEqual } from "node:util";
import type { HeiId, LoiId, LosId, OmobilityId } from "../../kernel/ids.js";
import { inEnglish, type LangText } from "../../kernel/lang-text.js";
import { omit } from "../../kernel/omit.js";
import type { Credit, Distribution } from "../courses/model.js";
import type { OtherId } from "../institutions/model.js";
import type { Problem } from "../problem.js";
import type { HandDecision } from "./hand-decision.js";

/** The student as a transcript names her. Personal: never in logs, errors or timelines. */
export interface Learner {
  readonly givenNames: string;
  readonly familyName: string;
  /** European Student Identifier. */
  readonly esi?: string;
  readonly birthDate?: string;
  /** ISO country. */
  readonly citizenship?: string;
  readonly gender?: 0 | 1 | 2 | 9;
}

export const RESULT_STATUSES = ["passed", "failed", "in-progress"] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

/** A result in a course; what it is made of stands in `parts`. */
export interface Result {
  readonly losId?: LosId;
  /** The code for people (`local` identifier). */
  readonly losCode?: string;
  readonly loiId?: LoiId;
  readonly titles: readonly LangText[];
  readonly type?: "Degree Programme" | "Module" | "Course" | "Class";
  readonly iscedCode?: string;
  readonly subjectArea?: string;
  readonly url?: string;
  readonly descriptions: readonly LangText[];
  readonly start?: string;
  /** When the result was given. */
  readonly date?: string;
  readonly term?: { readonly titles: readonly LangText[]; readonly start: string; readonly end: string };
  readonly status: ResultStatus;
  readonly gradingScheme?: string;
  readonly grade?: string;
  readonly distribution?: Distribution;
  readonly credits: readonly (Omit<Credit, "value"> & { readonly value?: string })[];
  readonly levels: readonly { readonly type: string; readonly value?: string }[];
  readonly language?: string;
  readonly engagementHours?: string;
  readonly parts: readonly Result[];
}

/** How often each grade is given in a field of study, in percent, in the order of the scale. */
export interface GradeTable {
  readonly iscedCode: string;
  readonly frequencies: readonly { readonly label: string; readonly percentage: string }[];
}

/** A file inside a transcript, as data URI; nothing may open it before it was checked. */
export interface Attachment {
  readonly type?: string;
  readonly titles: readonly LangText[];
  readonly contents: readonly string[];
}

export interface Issuer {
  readonly heiId?: HeiId;
  readonly otherIds: readonly OtherId[];
  readonly titles: readonly LangText[];
  readonly url: string;
  readonly country?: string;
}

export interface Report {
  readonly issuer: Issuer;
  /** `xs:dateTime` */
  readonly issuedAt: string;
  readonly results: readonly Result[];
  readonly gradingSchemes: readonly { readonly localId: string; readonly descriptions: readonly LangText[] }[];
  readonly attachments: readonly Attachment[];
}

/** A transcript as one document says it. */
export interface Transcript {
  readonly academicYearId?: string;
  /** `xs:dateTime` */
  readonly generatedAt: string;
  readonly learner: Learner;
  readonly reports: readonly Report[];
  readonly gradeTables: readonly GradeTable[];
}

/** The results of this institution: those of its own report, or of the only one when that names nobody. */
export const reportOf = ({ reports }: Transcript, heiId: HeiId): Report | undefined =>
  reports.find(({ issuer }) => issuer.heiId === heiId) ?? (reports.length === 1 && reports[0]?.issuer.heiId === undefined ? reports[0] : undefined);

/** Results and what they are made of, from the top down. */
export const everyResult = (results: readonly Result[]): readonly Result[] => results.flatMap((result) => [result, ...everyResult(result.parts)]);

/** Names a result within a transcript, and the same one in a corrected transcript. */
export const keyOfResult = (result: Result): string => result.loiId ?? result.losId ?? result.losCode ?? inEnglish(result.titles);

/** Content without the moments at which it was written down. */
const content = (transcript: Transcript) => ({ ...omit(transcript, "generatedAt"), reports: transcript.reports.map((report) => omit(report, "issuedAt")) });
export const sameContent = (a: Transcript, b: Transcript): boolean => isDeepStrictEqual(JSON.parse(JSON.stringify(content(a))), JSON.parse(JSON.stringify(content(b))));

/** Which student's stay it is about: the id is the sending institution's. */
export interface TranscriptKey {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly omobilityId: OmobilityId;
}

/** One version of a partner's transcript as it was read. */
export interface ReceivedVersion {
  readonly version: number;
  readonly transcript: Transcript;
  /** Why it is not acted upon; empty when it is. */
  readonly refusals: readonly Problem[];
  /** What the partner should repair, without consequence. */
  readonly remarks: readonly Problem[];
  /** The exchange that proves it. */
  readonly exchangeId: string;
  readonly receivedAt: Date;
}

/** A partner's transcript of one of our students. */
export interface ReceivedTranscript extends TranscriptKey {
  readonly revision: number;
  readonly current: ReceivedVersion;
  /** Since when the partner serves it no more. */
  readonly goneAt?: Date;
  readonly confirmedAt: Date;
  /** What officers decided of single components. */
  readonly byHand: readonly HandDecision[];
}
