import type { HeiId, IiaId, Sha256Hex } from "../../kernel/ids.js";
import type { Contact } from "../contact.js";

/** The four kinds of mobility, in the order that documents must keep (PROTOCOL 5.8). */
export const MOBILITY_KINDS = ["student-studies", "student-traineeship", "staff-teacher", "staff-training"] as const;
export type MobilityKind = (typeof MOBILITY_KINDS)[number];

export interface SubjectArea {
  /** Four digits. */
  readonly iscedFCode: string;
  /** One to three digits, only on agreements approved before v7 and unmodified since. */
  readonly v6Value?: string;
  /** Free text; an empty string is not the same as none, since the hash tells them apart. */
  readonly clarification?: string;
}

export interface LanguageSkill {
  /** BCP 47. */
  readonly language: string;
  /** A1..C2; `NS` is not allowed here. */
  readonly cefrLevel?: string;
  readonly subjectArea?: SubjectArea;
  readonly notYetDefined?: true;
}

/** One direction of one kind of mobility under one agreement (a mobility-spec). */
export interface Condition {
  readonly kind: MobilityKind;
  readonly sendingHeiId: HeiId;
  readonly sendingOunitId?: string;
  readonly sendingContacts: readonly Contact[];
  readonly receivingHeiId: HeiId;
  readonly receivingOunitId?: string;
  readonly receivingContacts: readonly Contact[];
  /** In the receiving institution's calendar; first is not after last. */
  readonly firstAcademicYear: string;
  readonly lastAcademicYear: string;
  /** Maximum per academic year, at least 1. */
  readonly mobilitiesPerYear: number;
  readonly mobilitiesNotYetDefined?: true;
  /** At least one for student-studies and staff-teacher. */
  readonly languageSkills: readonly LanguageSkill[];
  readonly subjectAreas: readonly SubjectArea[];
  readonly otherInfoTerms?: string;
  /** Student kinds only. Decimal > 0 with at most two fraction digits, in the exact lexical form that is served and hashed. */
  readonly totalMonthsPerYear?: string;
  /** Student kinds only, and required there. */
  readonly blended?: boolean;
  /** Student kinds only. 1..8. */
  readonly eqfLevels?: readonly number[];
  /** Staff kinds only. As totalMonthsPerYear. */
  readonly totalDaysPerYear?: string;
}

/** What a copy says of one of its two institutions. */
export interface Party {
  readonly heiId: HeiId;
  readonly ounitId?: string;
  /** Absent on the second party while the partner's copy is not bound. */
  readonly iiaId?: IiaId;
  /** For people. */
  readonly iiaCode?: string;
  readonly signingContact?: Contact;
  /** YYYY-MM-DD of the first signing. */
  readonly signingDate?: string;
  readonly contacts: readonly Contact[];
}

/** One version of one copy as the network sees it. `owner` is the serving institution (the first partner). */
export interface AgreementCopy {
  readonly owner: Party;
  readonly partner: Party;
  readonly inEffect: boolean;
  /** In document order: kinds in the order of MOBILITY_KINDS, stable within a kind since the order is hashed. */
  readonly conditions: readonly Condition[];
  readonly terminatedAsAWhole: boolean;
  readonly pdfFileId?: string;
}

/** What an office says of one party; the node knows the rest. */
export type PartyContent = Omit<Party, "heiId" | "iiaId">;

/** What an office writes into its copy. Ids, binding, `inEffect` and termination follow from commands. */
export interface AgreementContent {
  /** `iiaCode` is generated when absent. */
  readonly owner: PartyContent;
  readonly partner: PartyContent;
  readonly conditions: readonly Condition[];
  readonly pdfFileId?: string;
}

/** A copy with its iia-hash (PROTOCOL 6.2). */
export interface HashedCopy {
  readonly copy: AgreementCopy;
  readonly hash: Sha256Hex;
}

/** A version of our copy. `version` starts at 1 and grows with every change that the copy shows. */
export interface OwnVersion extends HashedCopy {
  readonly version: number;
  readonly at: Date;
}

/** What the partner last served to us under one id. */
export interface PartnerVersion extends HashedCopy {
  /** Grows when the content changes; starts at 1. */
  readonly version: number;
  /** What the partner declared; differs from `hash` (which we computed) when the partner's system is at fault. */
  readonly declaredHash: string;
  /** False while it carries `not-yet-defined` or `v6-value` (PROTOCOL 6.2). */
  readonly validForApproval: boolean;
  /** The exchange that brought this version: bytes and headers as received. */
  readonly exchangeId: string;
  /** When this content was first read. */
  readonly receivedAt: Date;
}

/** The partner's copy of an agreement, linked to ours or not yet. Key: heiId, partnerHeiId, iiaId. */
export interface PartnerCopy {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** The partner's id. */
  readonly iiaId: IiaId;
  readonly current: PartnerVersion;
  /** When it was last read, changed or not. */
  readonly confirmedAt: Date;
  /** Set when the partner stopped serving it. */
  readonly goneAt?: Date;
}

/** An approval as it is known: of the copy that has this hash. */
export interface Approval {
  readonly hash: Sha256Hex;
  readonly at: Date;
  /** The exchange that proves it: the fetch of the approved copy (ours), or the partner's Approval answer (theirs). */
  readonly exchangeId: string;
  readonly pdfFileId?: string;
}

/** The last state that both sides approved: kept as proof, to compare with and to return to (PROTOCOL 6.3). */
export interface InForce {
  readonly mine: OwnVersion;
  readonly theirs: PartnerVersion;
  /** The two approvals that made it so; ours is served again when a newer one is withdrawn. */
  readonly approvalByUs: Approval;
  readonly approvalByPartner: Approval;
  readonly since: Date;
}

/** Our side of an agreement: our copy, what we approved, what the partner approved. */
export interface Agreement {
  readonly id: IiaId;
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Grows with every saved change: the ETag and the optimistic lock. Starts at 1. */
  readonly revision: number;
  /** A draft is ours alone; `shared` is served to the partner; `deleted` is served to nobody and kept as a tombstone. */
  readonly stage: "draft" | "shared" | "deleted";
  readonly mine: OwnVersion;
  /** The partner's id of its copy, once bound. Equals `mine.copy.partner.iiaId`, save on tombstones, which are bound to nothing. */
  readonly partnerIiaId?: IiaId;
  /** Our latest approval of the partner's copy; stays and is served when the partner modifies its copy. */
  readonly approvalByUs?: Approval;
  /** What the partner's Approval API last said of our copy. */
  readonly approvalByPartner?: Approval;
  readonly inForce?: InForce;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** An agreement with the partner's copy that it is bound to. */
export interface AgreementPair {
  readonly agreement: Agreement;
  readonly theirs?: PartnerCopy;
}
