/** Withdrawn: no longer served; the id stays, and it can be issued again. */
export const OUTGOING_STAGES = ["draft", "issued", "withdrawn"] as const;
export type OutgoingStage = (typeof OUTGOING_STAGES)[number];
