/** Nominations as both sides know them (PROTOCOL 5.13, 6.4). The sending institution is the master of all but the actual dates. */
import type { HeiId, IiaId, OmobilityId } from "../../kernel/ids.js";
import type { Condition } from "../agreements/model.js";
import type { Student, ToldStudent } from "../mobilities/student.js";
import type { Problem } from "../problem.js";
import type { OlderFacts, OlderVerdict } from "./older-facts.js";

export const ACTIVITIES = ["long-term", "short-term-blended", "short-term-doctoral"] as const;
export type Activity = (typeof ACTIVITIES)[number];
export type NominationStatus = "pending" | "approved" | "rejected" | "cancelled";

/** What the receiving institution decides about: a proposal. Any change of it needs a new proposal id. */
export interface NominationContent {
  readonly sendingOunitId?: string;
  readonly receivingOunitId?: string;
  /** Of the agreement that gives the place, in the vocabulary of each side: both, or none where there is no agreement. */
  readonly sendingIiaId?: IiaId;
  readonly receivingIiaId?: IiaId;
  /** Smallest term of the sending institution that contains the mobility, e.g. `2026/2027-1/2`; absent for a period that fits no term. */
  readonly term?: string;
  /** In the receiving institution's calendar. */
  readonly receivingAcademicYear: string;
  readonly activity: Activity;
  /** Field of the cooperation condition: four digits. */
  readonly agreementIscedFCode: string;
  readonly eqfLevel: number;
  /** Field that the student studies: four digits. */
  readonly nomineeIscedFCode: string;
  /** For the two offices only; must not reach the student. */
  readonly comment?: string;
}

export interface Proposal {
  /** Changes if and only if the content does, and is never used again. */
  readonly id: string;
  readonly content: NominationContent;
}

/** What the receiving institution said of one proposal. */
export interface Verdict {
  readonly decision: "approve" | "reject";
  readonly proposalId: string;
  readonly comment?: string;
  readonly at: Date;
  /** The exchange that carried it; none where the partner fetches it (PROTOCOL 6.4.6). */
  readonly exchangeId?: string;
}

/** Actual dates, `YYYY-MM-DD`; the receiving institution is their master (PROTOCOL 6.6). */
export interface Stay {
  readonly arrival?: string;
  readonly departure?: string;
}

/** A student of ours who goes abroad. */
export interface Omobility {
  readonly id: OmobilityId;
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Grows with every saved change: the ETag and the optimistic lock. Starts at 1. */
  readonly revision: number;
  /** Grows with every change that the partner sees. */
  readonly version: number;
  /** A draft is ours alone. */
  readonly stage: "draft" | "sent";
  readonly student: Student;
  readonly proposal: Proposal;
  readonly status: NominationStatus;
  /** The partner certainly has the present proposal (PROTOCOL 6.4.2). */
  readonly delivered?: { readonly at: Date; readonly by: "notification" | "get" };
  /** All that the partner decided, oldest first. */
  readonly verdicts: readonly Verdict[];
  /** A cancelled nomination and the one that stands in its place. */
  readonly replaces?: OmobilityId;
  readonly replacedBy?: OmobilityId;
  /** What the receiving institution last told of arrival and departure. */
  readonly stay?: Stay & { readonly at: Date; readonly exchangeId: string };
  /** What the receiving institution last said in the older workflow; only another answer is news. */
  readonly heard?: OlderVerdict & { readonly at: Date; readonly exchangeId: string };
  readonly createdAt: Date;
  /** When it last changed by us or by a decision: what its partner's `modified_since` goes by. */
  readonly changedAt: Date;
}

type LeftOpen = "agreementIscedFCode" | "eqfLevel" | "nomineeIscedFCode";
/** What a partner tells of a proposal; the older workflow leaves some of it open. */
export type ToldContent = Omit<NominationContent, LeftOpen> & Partial<Pick<NominationContent, LeftOpen>>;

/** A partner's nomination as one exchange brought it. */
export interface ReceivedNomination {
  readonly student: ToldStudent;
  /** The older workflow has no proposal ids: there it stands for the content itself. */
  readonly proposal: { readonly id: string; readonly content: ToldContent };
  /** As the partner says; see `incomingStatus`. */
  readonly status: NominationStatus;
  /** Present where the older workflow brought it. */
  readonly older?: OlderFacts;
}

export interface ReceivedVersion extends ReceivedNomination {
  /** Grows when anything of it changes; starts at 1. */
  readonly version: number;
  readonly exchangeId: string;
  readonly receivedAt: Date;
  /** What is wrong with it, for the officer: it is shown, and not acted upon. */
  readonly faults: readonly Problem[];
}

/** A student of a partner who comes to us. Key: heiId, partnerHeiId, id. */
export interface Imobility {
  /** Given by the partner. */
  readonly id: OmobilityId;
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly revision: number;
  readonly current: ReceivedVersion;
  /** When it was last read, changed or not. */
  readonly confirmedAt: Date;
  /** Set when the partner stopped serving it. */
  readonly goneAt?: Date;
  /** All that we decided and the partner took, oldest first. */
  readonly verdicts: readonly Verdict[];
  /** What we say of arrival and departure. */
  readonly stay: Stay;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** An agreement that both sides approved, with what it gives. */
export interface AgreementInForce {
  readonly id: IiaId;
  readonly partnerHeiId: HeiId;
  readonly partnerIiaId: IiaId;
  readonly conditions: readonly Condition[];
}
