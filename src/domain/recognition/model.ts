/** What we recognise of a transcript, component by component of the learning agreement. */
import type { LosId } from "../../kernel/ids.js";
import type { LangText } from "../../kernel/lang-text.js";
import type { Credit } from "../courses/model.js";
import type { GradeTable, Issuer, Learner, Report, TranscriptKey } from "../transcripts/model.js";

/** A component of the learning agreement that counts in its present version. */
export interface AgreedComponent {
  /** Names the component within the agreement, whatever its version. */
  readonly id: string;
  readonly losId?: LosId;
  readonly losCode?: string;
  readonly title: string;
  readonly credits: readonly Pick<Credit, "scheme" | "value">[];
  /** Present: not recognised automatically. */
  readonly recognitionConditions?: string;
}

/** What the learning agreement says that recognition needs. */
export interface AgreedStudies {
  readonly learner: Learner;
  /** ISCED-F code of the student's field: that of every course whose transcript names none. */
  readonly iscedCode: string;
  readonly components: readonly AgreedComponent[];
}

/** The one thing that transcripts ask of nominations and learning agreements. Undefined: no such student. */
export type AgreedStudiesOf = (key: TranscriptKey) => Promise<AgreedStudies | undefined>;

/** A scale of ours with how often its grades are given, the best first. */
export interface HomeScale {
  readonly tables: readonly GradeTable[];
  /** Labels that do not pass. */
  readonly failing: readonly string[];
}

/** A stretch of the passing students, from the best on, as exact decimals of percent. */
export interface Band {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** How a grade was converted, or why not; both distributions are in it, so that everybody can follow. */
export type GradeConversion =
  | { readonly converted: true; readonly grade: string; readonly from: string; readonly method: "egracons-midpoint"; readonly host: Source; readonly home: Source; readonly candidates: readonly string[] }
  | { readonly converted: false; readonly from?: string; readonly reason: string };

/** A distribution as it was used: passing grades only, the best first. */
export interface Source {
  readonly kind: "grade-table" | "course-distribution";
  readonly iscedCode?: string;
  readonly bands: readonly Band[];
}

export type MatchedBy = "los-id" | "code" | "hand";

/** What becomes of one agreed component, or of one result that nobody agreed on (`component` absent). */
export interface ComponentDecision {
  readonly component?: Pick<AgreedComponent, "id" | "losId" | "losCode" | "title">;
  /** Position among the transcript's results. */
  readonly result?: number;
  readonly resultKey?: string;
  readonly resultTitles?: readonly LangText[];
  readonly matchedBy?: MatchedBy;
  readonly outcome: "recognised" | "not-recognised" | "waiting";
  /** Decided by rule, not by a person. */
  readonly automatic: boolean;
  readonly reason: string;
  readonly credits: readonly Pick<Credit, "scheme" | "value">[];
  readonly grade?: GradeConversion;
}

/** A decision on one version of a transcript. Later ones never replace it: they stand beside it. */
export interface RecognitionDecision {
  readonly version: number;
  readonly transcriptVersion: number;
  readonly status: "positive" | "negative" | "partially-positive" | "open";
  readonly components: readonly ComponentDecision[];
  /** What differs from the transcript version that was decided on before. */
  readonly differences: readonly ResultDifference[];
  readonly at: Date;
  /** A token's name, or `node`. */
  readonly actor: string;
}

/** One thing that a corrected transcript says differently. */
export interface ResultDifference {
  /** Id or title of the course. */
  readonly course: string;
  readonly what: "added" | "removed" | "status" | "grade" | "credits" | "other";
  readonly before?: string;
  readonly after?: string;
}

/** A decision with what a document about it names: the student, us who recognise, and the partner's results. */
export interface RecognitionRecord {
  readonly decision: RecognitionDecision;
  readonly learner: Learner;
  readonly issuer: Issuer;
  readonly basis: Report;
  /** `xs:dateTime` */
  readonly at: string;
}
