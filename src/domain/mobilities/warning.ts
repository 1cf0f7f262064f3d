/** What an office has to look at though every record keeps its rules: the records of one mobility do not fit together. */
/** Stable; each has its sentences below. */
export const WARNING_CODES = [
  "no-nomination", "nomination-not-sent", "nomination-cancelled", "nomination-rejected", "nomination-gone",
  "other-student", "student-differs", "other-institution", "other-unit", "other-field", "other-level", "other-kind", "other-period", "notice-not-delivered",
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** `outgoing`: the student is ours, and so are both records. */
export type Direction = "outgoing" | "incoming";

export interface RecordDifference {
  readonly field: string;
  /** What each says; absent for what is personal, which is shown with the records only. */
  readonly nomination?: string;
  readonly learningAgreement?: string;
}

export interface MobilityWarning {
  readonly code: WarningCode;
  readonly turn: "us" | "partner";
  /** What is the matter, and what to do. Names no person. */
  readonly text: string;
  readonly differences: readonly RecordDifference[];
}

interface Sentences {
  readonly what: string;
  /** What we do about records of ours; absent where only a partner's can be so. */
  readonly outgoing?: string;
  /** What we do about records of the partner, who has to correct them. */
  readonly incoming?: string;
}

const CORRECT = { outgoing: "Correct the one that is wrong.", incoming: "Ask the partner to correct the one that is wrong before you approve either." };
const differing = (what: string): Sentences => ({ what: `The nomination and the learning agreement of this mobility ${what}.`, ...CORRECT });

const SENTENCES: Readonly<Record<WarningCode, Sentences>> = {
  "no-nomination": {
    what: "The learning agreement belongs to a mobility without a nomination.",
    outgoing: "Look whether it carries the id of the right mobility, or nominate the student.",
    incoming: "Look for the nomination, or ask the partner for it before you approve the learning agreement.",
  },
  "nomination-not-sent": { what: "The partner was sent the learning agreement of this mobility, but not its nomination.", outgoing: "Send the nomination." },
  "nomination-cancelled": {
    what: "The nomination of this mobility is cancelled, and its learning agreement is not.",
    outgoing: "Withdraw the learning agreement, or make one for the nomination that takes its place.", incoming: "Ask the partner what the learning agreement is for before you approve it.",
  },
  "nomination-rejected": {
    what: "The nomination of this mobility is rejected, and its learning agreement goes on.",
    outgoing: "Settle the nomination with the partner first.", incoming: "Approve the learning agreement only after a nomination that you can approve.",
  },
  "nomination-gone": { what: "The partner no longer shows the nomination of this mobility.", incoming: "Ask the partner what happened before you approve its learning agreement." },
  "other-student": {
    what: "The nomination and the learning agreement of this mobility name different students.",
    outgoing: "A mobility belongs to one student: correct the one that is wrong, and make a mobility of its own for the other.", incoming: CORRECT.incoming,
  },
  "student-differs": differing("say different things of the student"),
  "other-institution": differing("are between different institutions"),
  "other-unit": differing("name different units"),
  "other-field": differing("name different fields of study"),
  "other-level": differing("name different levels of study"),
  "other-kind": differing("are for different kinds of mobility"),
  "other-period": differing("are for different times"),
  "notice-not-delivered": {
    what: "The partner was not told what changed last.",
    outgoing: "Look at the delivery that stopped, and send it again.", incoming: "Look at the delivery that stopped, and send it again.",
  },
};

/** Only we can send again what stopped here; records are corrected by who keeps them. */
const turnOf = (code: WarningCode, direction: Direction): MobilityWarning["turn"] => (direction === "outgoing" || code === "notice-not-delivered" ? "us" : "partner");

export const warning = (code: WarningCode, direction: Direction, differences: readonly RecordDifference[] = []): MobilityWarning =>
  ({ code, turn: turnOf(code, direction), text: [SENTENCES[code].what, SENTENCES[code][direction]].join(" ").trim(), differences });
