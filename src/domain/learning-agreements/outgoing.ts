/** The sending institution's side: the only place where a learning agreement is made and changed (PROTOCOL 6.5). */
import { given } from "../../kernel/given.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { Components, LaDetails, LaDocument, LaStudent, MobilityType, Proposal, Signature, SignedComponents } from "./model.js";

/** The next proposal while it is prepared. */
export interface LaDraft {
  /** A first version, or changes to it. */
  readonly components: Components;
  readonly studentChanges?: Partial<LaStudent>;
  readonly studentSignature?: Signature;
}

/** What the receiving institution said of a proposal. */
export type LaAnswer = { readonly proposalId: string; readonly signature: Signature } & (
  | { readonly verdict: "approve" }
  | { readonly verdict: "comment"; readonly comment: string });

/** A proposal that was sent, and what became of it. */
export interface LaRound {
  readonly proposalId: string;
  readonly sentAt: Date;
  readonly outcome: "awaiting" | "approved" | "rejected" | "withdrawn";
  readonly endedAt?: Date;
  /** Kept so that the same answer sent again is told from another one. */
  readonly answer?: LaAnswer;
}

export interface OutgoingLa {
  readonly omobilityId: OmobilityId;
  /** We send. */
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly mobilityType: MobilityType;
  /** Grows with every saved change: the ETag and the optimistic lock. Starts at 1. */
  readonly revision: number;
  /** Grows with every change of what the partner is shown; 0 before anything is. */
  readonly servedVersion: number;
  readonly details: LaDetails;
  /** Never together with `proposal`: what waits for an answer is withdrawn before it is changed. */
  readonly draft?: LaDraft;
  readonly firstVersion?: SignedComponents;
  readonly approvedChanges?: SignedComponents;
  readonly proposal?: Proposal;
  /** Oldest first. */
  readonly rounds: readonly LaRound[];
  /** A tombstone: another agreement may be made under the same id, and continues its rounds. */
  readonly deletedAt?: Date;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** What the partner is shown: nothing before the student and we have signed (PROTOCOL 5.17 "Index"). */
export const servedDocument = (la: OutgoingLa): LaDocument | undefined => {
  const { omobilityId, details, firstVersion, approvedChanges, proposal } = la;
  if (la.deletedAt || !(firstVersion || proposal)) return undefined;
  return { omobilityId, ...details, ...given({ firstVersion, approvedChanges, proposal }) };
};

/** Rounds that count as versions: a proposal that we took back is none. */
export const versionsOf = ({ rounds }: OutgoingLa): readonly LaRound[] => rounds.filter(({ outcome }) => outcome !== "withdrawn");
