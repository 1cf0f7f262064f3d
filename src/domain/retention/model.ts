import type { HeiId } from "../../kernel/ids.js";

/** Records of students, on both sides. What was recognised of a transcript goes with it. */
export const RECORD_KINDS = [
  "outgoing-nominations", "incoming-nominations", "outgoing-learning-agreements", "incoming-learning-agreements", "outgoing-transcripts", "incoming-transcripts",
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export type HeiOfRecord = HeiId;
