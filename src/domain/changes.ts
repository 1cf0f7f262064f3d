import type { HeiId, IiaId, OmobilityId } from "../kernel/ids.js";

/** Why our copy of an agreement looks different to the partner from now on. */
export type CopyChange = "sent" | "edited" | "bound" | "unbound" | "reverted" | "terminated" | "deleted" | "in-effect";

interface AboutPartnership {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly at: Date;
  /** Who caused it: a token's name, `person:` and an id, `partner`, or `node`. Never a person's name. */
  readonly actor: string;
}

interface AboutAgreement extends AboutPartnership {
  /** Our agreement that this belongs to; absent for a partner's copy that is linked to none. */
  readonly iiaId?: IiaId;
}

/** What belongs to one student's mobility, whichever of the two institutions sends. No personal datum. */
export interface AboutMobility extends AboutPartnership {
  /** Who gave the id: `heiId` or `partnerHeiId`. */
  readonly sendingHeiId: HeiId;
  readonly omobilityId: OmobilityId;
}

/** What happens to agreements. */
export type AgreementChange =
  /** A draft was made or edited: nobody outside hears of it. */
  | (AboutAgreement & { readonly kind: "draft-changed"; readonly iiaId: IiaId })
  /** Our copy changed for the partner: announced by IIA CNR with *our* id. */
  | (AboutAgreement & { readonly kind: "iia-copy-changed"; readonly iiaId: IiaId; readonly what: CopyChange })
  /** Our approval of the partner's copy changed: announced by IIA Approval CNR with *the partner's* id. */
  | (AboutAgreement & { readonly kind: "iia-approval-changed"; readonly partnerIiaId: IiaId; readonly what: "approved" | "withdrawn" })
  /** The partner's copy was read and is new or different. */
  | (AboutAgreement & { readonly kind: "partner-copy-changed"; readonly partnerIiaId: IiaId })
  /** The partner's copy is no longer served to us. */
  | (AboutAgreement & { readonly kind: "partner-copy-gone"; readonly partnerIiaId: IiaId })
  /** What the partner says it approved of our copy is new or different; `hash` absent when withdrawn. */
  | (AboutAgreement & { readonly kind: "partner-approval-changed"; readonly iiaId: IiaId; readonly hash?: string })
  /** Both current copies are approved. */
  | (AboutAgreement & { readonly kind: "agreement-in-force"; readonly iiaId: IiaId; readonly terminated: boolean });

/** What happens to a nomination on the sending side; all that the partner sees is announced by omobility CNR. */
export type OmobilityChange =
  /** A draft was made or edited: nobody outside hears of it. */
  | (AboutMobility & { readonly kind: "omobility-drafted" })
  | (AboutMobility & { readonly kind: "omobility-changed"; readonly what: "sent" | "proposal-changed" | "student-changed" | "approved" | "rejected" | "cancelled" })
  /** The partner certainly has the present proposal (PROTOCOL 6.4.2). */
  | (AboutMobility & { readonly kind: "omobility-delivered" })
  /** The receiving institution's verdict in the older workflow was read and is new or different. */
  | (AboutMobility & { readonly kind: "verdict-heard"; readonly what: "pending" | "approved" | "rejected" })
  /** The receiving institution's dates of arrival and departure were read and are new or different. */
  | (AboutMobility & { readonly kind: "arrival-reported" });

/** What happens to a partner's nomination on the receiving side. */
export type ImobilityChange =
  /** It was read and is new or different. */
  | (AboutMobility & { readonly kind: "imobility-seen" })
  /** The partner no longer serves it. */
  | (AboutMobility & { readonly kind: "imobility-gone" })
  /** The partner took our decision, or refused it. */
  | (AboutMobility & { readonly kind: "imobility-decided"; readonly decision: "approve" | "reject"; readonly taken: boolean })
  /** What we serve about it changed: the dates, or our verdict in the older workflow. Announced by imobility CNR. */
  | (AboutMobility & { readonly kind: "imobility-changed"; readonly what: "dates" | "verdict" });

/** Why our learning agreement looks different to the partner from now on. */
export type LaDifference = "proposed" | "details" | "withdrawn" | "approved" | "rejected" | "deleted";

/** What happens to a learning agreement on the sending side. */
export type OutgoingLaChange =
  /** Drafted, edited or signed by the student: nobody outside hears of it. */
  | (AboutMobility & { readonly kind: "la-drafted" })
  /** Announced by LA CNR, also when the partner caused it (PROTOCOL 5.18). */
  | (AboutMobility & { readonly kind: "la-changed"; readonly what: LaDifference; readonly proposalId?: string });

/** What happens to a partner's learning agreement on the receiving side. */
export type IncomingLaChange =
  /** It was read and is new or different. */
  | (AboutMobility & { readonly kind: "incoming-la-seen"; readonly proposalId?: string })
  /** The partner no longer serves it. */
  | (AboutMobility & { readonly kind: "incoming-la-gone" })
  /** What was agreed before is no longer there: the partner starts again from a first version. */
  | (AboutMobility & { readonly kind: "incoming-la-restarted" })
  /** An officer's answer to a proposal waits to be told. */
  | (AboutMobility & { readonly kind: "incoming-la-answered"; readonly proposalId: string; readonly verdict: "approve" | "comment" })
  /** What became of the telling. */
  | (AboutMobility & { readonly kind: "incoming-la-told"; readonly proposalId: string; readonly outcome: "accepted" | "outdated" | "refused" });

export type LaChange = OutgoingLaChange | IncomingLaChange;

/** What happens to transcripts, on the side that issues them and on the side that recognises. */
export type TranscriptChange =
  /** Results were entered or taken out: nobody outside hears of it. */
  | (AboutMobility & { readonly kind: "transcript-drafted" })
  /** Ours is new or different for the partner: announced by imobility ToR CNR. */
  | (AboutMobility & { readonly kind: "transcript-changed"; readonly what: "issued" | "corrected" | "withdrawn" })
  /** The partner's was read and is new or different; refused ones are kept and not acted upon. */
  | (AboutMobility & { readonly kind: "transcript-received"; readonly version: number; readonly refused: boolean })
  /** The partner no longer serves it. */
  | (AboutMobility & { readonly kind: "transcript-gone" })
  | (AboutMobility & { readonly kind: "recognition-decided"; readonly version: number; readonly status: "positive" | "negative" | "partially-positive" | "open" });

/**
 * Everything that can happen; a union per kind of record. Each change is recorded in the timeline with the state that it belongs to,
 * in one commit; those that a partner must hear of also become deliveries (PROTOCOL 6.8.1).
 */
export type Change = AgreementChange | OmobilityChange | ImobilityChange | LaChange | TranscriptChange;

export type ChangeKind = Change["kind"];
