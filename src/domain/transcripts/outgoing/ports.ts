import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { LangText } from "../../../kernel/lang-text.js";
import type { Change } from "../../changes.js";
import type { Page, PageRequest } from "../../page.js";
import type { Transcript, TranscriptKey } from "../model.js";
import type { IssuedTranscript, KnownMobility, OutgoingTranscript } from "./model.js";
import type { OutgoingStage } from "./stage.js";

/** What is to be saved of a transcript of ours, with its changes in one commit. */
export interface IssueDecision {
  readonly outgoing?: OutgoingTranscript;
  /** With the transcript that is issued: the version is kept with it. */
  readonly pdf?: Uint8Array;
  /** Taken out, as if it had never been. */
  readonly removed?: TranscriptKey;
  readonly changes: readonly Change[];
}

export interface OutgoingTranscriptFilter {
  /** Only what belongs to one of these units of ours. */
  readonly unitIds?: readonly string[];
  readonly partnerHeiId?: HeiId;
  /** The year that it names, or the office gave. */
  readonly academicYearId?: string;
  readonly stages?: readonly OutgoingStage[];
  /** Only what a number of the statistics counts: what it counts as has all these words. */
  readonly counted?: readonly string[];
}

/** Transcripts of one academic year. */
export interface TranscriptCount {
  readonly academicYearId: string;
  readonly total: number;
}

export interface OutgoingTranscriptStore {
  /** Load, decide, commit, alone among the decisions of the partnership; `now` never runs backwards within it. */
  decideOutgoing<D extends IssueDecision>(key: TranscriptKey, decide: (found: OutgoingTranscript | undefined, now: Date) => D): Promise<D>;
  outgoing(key: TranscriptKey): Promise<OutgoingTranscript | undefined>;
  /** In the order of partner and id. */
  listOutgoing(heiId: HeiId, filter: OutgoingTranscriptFilter, page: PageRequest): Promise<Page<OutgoingTranscript>>;
  /** Everything that the partner could read, newest first, with its PDF. */
  issuedVersions(key: TranscriptKey): Promise<readonly IssuedTranscript[]>;

  /** What a partner may fetch. */
  servedTo(heiId: HeiId, partnerHeiId: HeiId, ids: readonly OmobilityId[]): Promise<readonly IssuedTranscript[]>;
  /** Ids of what a partner may fetch. Never under-reports. */
  indexFor(heiId: HeiId, partnerHeiId: HeiId, changedSince?: Date): Promise<readonly OmobilityId[]>;
  /** Issued and not withdrawn, per academic year (PROTOCOL 6.7). */
  statistics(heiId: HeiId): Promise<readonly TranscriptCount[]>;
}

/** Who the student is, as the sending institution told us. Undefined: it told us nothing of such a mobility. */
export type KnownMobilityOf = (key: TranscriptKey) => Promise<KnownMobility | undefined>;

/** All that a PDF says; the same facts give the same bytes. */
export interface PdfFacts {
  readonly key: TranscriptKey;
  /** Absent: a draft, which nobody should take for a transcript. */
  readonly version?: number;
  readonly transcript: Transcript;
  readonly sendingNames: readonly LangText[];
}

/** Characters that no font at hand has; the PDF gives their Unicode numbers instead. */
export interface UnsetText {
  /** As in `Problem`. */
  readonly field: string;
  readonly characters: string;
}

export interface TranscriptPdf {
  make(facts: PdfFacts): Promise<Uint8Array>;
  unset(facts: PdfFacts): readonly UnsetText[];
}
