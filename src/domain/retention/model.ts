/** How long records of students are kept. Removal takes the personal data; evidence keeps its chain, statistics keep their numbers. */

import type { HeiId } from "../../kernel/ids.js";

/** Records on both sides. What was recognised of a transcript goes with it, versions go with their record. */
export const RECORD_KINDS = [
  "outgoing-nominations", "incoming-nominations", "outgoing-learning-agreements", "incoming-learning-agreements", "outgoing-transcripts", "incoming-transcripts",
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Days, counted from the end of the year in which the academic year of the mobility ends, or from the last change if that is later. `unfinished`: what came to nothing, whatever its kind. */
export type KeepRecords = Readonly<Record<RecordKind | "unfinished", number>>;

/** Records that are past their time, and those that went. */
export interface Overdue {
  /** They can go. */
  readonly due: number;
  /** They stay: something waits to be delivered, or, for as long as a finished record would be kept, to be answered or recognised. */
  readonly open: number;
  /** Removed so far. */
  readonly removed: number;
}

export type OverdueRecords = Readonly<Record<RecordKind, Overdue>>;

export interface RemovedRecords {
  readonly records: number;
  /** Exchanges that carried them; those stay that a record refers to which is still kept. */
  readonly exchanges: number;
  /** False when the time was over, or another process was at it, before everything was looked at. */
  readonly finished: boolean;
}

export interface RecordRetention {
  /** Whether a record with this id was removed. */
  isRemoved(kind: RecordKind, key: { readonly heiId: HeiId; readonly partnerHeiId: HeiId; readonly objectId: string }): Promise<boolean>;
  overdue(keep: KeepRecords): Promise<OverdueRecords>;
  /** Removes what is past its time, with its versions, its timeline, and the exchanges that carried it. What a partner still serves of it does not come back. */
  remove(keep: KeepRecords, limits: { readonly seconds: number }): Promise<RemovedRecords>;
}
