/** The receiving institution's side: the partner's agreement as read, and what we say about its proposals (PROTOCOL 6.5). */
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { applied, type ComponentDifference, componentDifferences } from "./components.js";
import type { Components, LaDocument, Proposal, Signature, SignedComponents } from "./model.js";
import type { LaAnswer } from "./outgoing.js";

/** What the partner served, as one exchange brought it. */
export interface ReceivedLa {
  readonly document: LaDocument;
  /** Grows when the content changes; starts at 1. */
  readonly version: number;
  readonly exchangeId: string;
  readonly receivedAt: Date;
}

/** Our answer to a proposal, on its way to the partner or told. */
export type OurAnswer = LaAnswer & {
  /** The proposal as it was looked at. */
  readonly reviewed: Proposal;
  /** The version of the partner's agreement that it stood in. */
  readonly reviewedVersion: number;
  /** `outdated`: the proposal was not current any more; `refused`: the partner refused for another reason. */
  readonly state: "waiting" | "accepted" | "outdated" | "refused";
  readonly at: Date;
  readonly endedAt?: Date;
  /** Why it was not taken, for an officer. */
  readonly reason?: string;
  /** The exchange that told it. */
  readonly exchangeId?: string;
};

/** A proposal of the partner and what became of it. */
export interface SeenProposal {
  readonly proposalId: string;
  readonly outcome: "awaiting" | "approved" | "rejected";
}

/** The partner's agreement no longer holds what was agreed before. */
export interface Restart {
  readonly since: Date;
  /** The version that still held it. */
  readonly lastVersion: number;
}

export interface IncomingLa {
  readonly omobilityId: OmobilityId;
  /** We receive. */
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Grows with every saved change but a mere confirmation. Starts at 1. */
  readonly revision: number;
  readonly current: ReceivedLa;
  /** When it was last read, changed or not. */
  readonly confirmedAt: Date;
  /** Set when the partner stopped serving it. */
  readonly goneAt?: Date;
  readonly answer?: OurAnswer;
  /** Oldest first. */
  readonly proposals: readonly SeenProposal[];
  /** The first version that counts as agreed. */
  readonly agreed?: SignedComponents;
  readonly restart?: Restart;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** What holds by the document: the first version with the approved changes; undefined before anything was approved. */
export const effectiveComponents = ({ firstVersion, approvedChanges }: Pick<LaDocument, "firstVersion" | "approvedChanges">): Components | undefined =>
  firstVersion && applied(firstVersion.components, approvedChanges?.components);

/** What would hold if the proposal were approved. */
export const proposedComponents = (document: Pick<LaDocument, "firstVersion">, proposal: Proposal): Components =>
  document.firstVersion ? applied(document.firstVersion.components, proposal.components) : proposal.components;

export const sameSignature = (a: Signature | undefined, b: Signature): boolean => a?.timestamp === b.timestamp && a.name === b.name;

/** The three sides of a conflict: what was looked at, what we answered, what the partner shows now. */
export interface ThreeWay {
  readonly base: Proposal;
  readonly mine: LaAnswer;
  readonly theirs?: Proposal;
  /** From the reviewed proposal to what is there now. */
  readonly differences: readonly ComponentDifference[];
  readonly changedStudentFields: readonly string[];
}

/** For an answer that found another proposal than the reviewed one; undefined while there is no such answer. */
export const threeWay = ({ answer, current: { document }, goneAt }: IncomingLa): ThreeWay | undefined => {
  if (answer?.state !== "outdated") return undefined;
  const { reviewed: base } = answer;
  const theirs = goneAt ? undefined : document.proposal;
  const mine: LaAnswer = answer.verdict === "approve"
    ? { verdict: "approve", proposalId: answer.proposalId, signature: answer.signature }
    : { verdict: "comment", proposalId: answer.proposalId, comment: answer.comment, signature: answer.signature };
  const now = goneAt ? {} : theirs ? proposedComponents(document, theirs) : effectiveComponents(document) ?? {};
  return {
    base, mine, ...(theirs && { theirs }),
    differences: componentDifferences(proposedComponents(document, base), now),
    changedStudentFields: differing(base.studentChanges ?? {}, theirs?.studentChanges ?? {}),
  };
};

const differing = (a: object, b: object): readonly string[] => {
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key));
};
