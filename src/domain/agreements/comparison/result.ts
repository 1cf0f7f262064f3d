import type { HeiId } from "../../../kernel/ids.js";
import type { MobilityKind } from "../model.js";

/**
 * What a difference means. All but `not-hashed` change an iia-hash (PROTOCOL 6.2):
 * - `substantive`: something else is agreed; - `cosmetic`: the same, spelt otherwise ("5" and "5.0");
 * - `order-only`: the same entries in another order; - `binding`: the ids by which the two copies name each other;
 * - `not-hashed`: contacts, codes, dates and the like, which no approval is about.
 */
export type Nature = "substantive" | "cosmetic" | "order-only" | "binding" | "not-hashed";

/** The columns of a comparison. */
export type Column = "inForce" | "mine" | "theirs";

/** Which condition a difference is in, as people would name it. */
export interface ConditionName {
  readonly kind: MobilityKind;
  readonly sendingHeiId: HeiId;
  readonly sendingOunitId?: string;
  readonly receivingHeiId: HeiId;
  readonly receivingOunitId?: string;
  readonly firstAcademicYear: string;
  readonly lastAcademicYear: string;
  /** Position in each column's copy, from 0; absent where that copy has no such condition. */
  readonly at: { readonly [C in Column]?: number };
}

/** One named field that is not the same everywhere. Values are shown as text; an absent value is a copy without it. */
export interface Difference {
  /** E.g. `subjectAreas`, `partner.iiaId`; within `condition` when there is one. */
  readonly field: string;
  readonly label: string;
  readonly condition?: ConditionName;
  readonly inForce?: string;
  readonly mine?: string;
  readonly theirs?: string;
  readonly nature: Nature;
  /** `sides`: our copy and the partner's disagree; `versions`: something is not as it was agreed. */
  readonly between: "sides" | "versions";
  /** A sentence or two in office words. */
  readonly explanation: string;
}

export type Verdict = "identical" | "order-only" | "cosmetic" | "differs";

/** Why one copy does not have the hash any more that it had when it was agreed. */
export interface HashChange {
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
  readonly verdict: "unchanged" | "binding" | "order-only" | "cosmetic" | "differs";
  /** When `changed`, at least one of them is hashed; else none is. */
  readonly differences: readonly Difference[];
  /** The first place where the two hashed texts part, bounded; absent when they are the same. */
  readonly firstDifference?: { readonly before: string; readonly after: string };
}

/** In force, mine and theirs compared (PROTOCOL 6.3). */
export interface Comparison {
  /** Of what is agreed, mine against theirs; absent while there is no copy of the partner. */
  readonly verdict?: Verdict;
  /** True unless something substantive differs between the sides. */
  readonly sameForApproval: boolean;
  readonly differences: readonly Difference[];
  /** Each copy against its own version in force; absent while nothing is. */
  readonly mineSinceInForce?: HashChange;
  readonly theirsSinceInForce?: HashChange;
}
