import type { HeiId, IiaId } from "../kernel/ids.js";

/** Why our copy of an agreement looks different to the partner from now on. */
export type CopyChange = "sent" | "edited" | "bound" | "unbound" | "reverted" | "terminated" | "deleted" | "in-effect";

interface AgreementChange {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Our agreement that this belongs to; absent for a partner's copy that is linked to none. */
  readonly iiaId?: IiaId;
  readonly at: Date;
  /** Who caused it: a token's name, `partner`, or `node`. Never a person's name. */
  readonly actor: string;
}

/**
 * Everything that can happen. Each is recorded in the timeline with the state change that it belongs to, in one commit;
 * those that a partner must hear of also become deliveries (PROTOCOL 6.8.1).
 */
export type Change =
  /** A draft was made or edited: nobody outside hears of it. */
  | (AgreementChange & { readonly kind: "draft-changed"; readonly iiaId: IiaId })
  /** Our copy changed for the partner: announced by IIA CNR with *our* id. */
  | (AgreementChange & { readonly kind: "iia-copy-changed"; readonly iiaId: IiaId; readonly what: CopyChange })
  /** Our approval of the partner's copy changed: announced by IIA Approval CNR with *the partner's* id. */
  | (AgreementChange & { readonly kind: "iia-approval-changed"; readonly partnerIiaId: IiaId; readonly what: "approved" | "withdrawn" })
  /** The partner's copy was read and is new or different. */
  | (AgreementChange & { readonly kind: "partner-copy-changed"; readonly partnerIiaId: IiaId })
  /** The partner's copy is no longer served to us. */
  | (AgreementChange & { readonly kind: "partner-copy-gone"; readonly partnerIiaId: IiaId })
  /** What the partner says it approved of our copy is new or different; `hash` absent when withdrawn. */
  | (AgreementChange & { readonly kind: "partner-approval-changed"; readonly iiaId: IiaId; readonly hash?: string })
  /** Both current copies are approved. */
  | (AgreementChange & { readonly kind: "agreement-in-force"; readonly iiaId: IiaId; readonly terminated: boolean });

export type ChangeKind = Change["kind"];
