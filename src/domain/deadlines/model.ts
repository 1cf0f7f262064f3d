/** Days by which something has to be done, from factsheets, agreements and what students wait for (PEERS 4.1 item 6). */
import type { HeiId, IiaId } from "../../kernel/ids.js";
import type { AgreementCopy } from "../agreements/model.js";
import type { InboxKind } from "../inbox/model.js";
import type { Factsheet } from "../institutions/model.js";

export const DEADLINE_CODES = [
  "nominations-to-us", "applications-to-us", "nominations-to-partner", "applications-to-partner",
  "agreement-changes", "agreement-notice", "agreement-renewal", "agreement-last-year", "agreement-ends",
  "signed-before-start", "decision", "transcript",
] as const;
/** Why something has to be done by then. Stable: names the sentence for other languages. */
export type DeadlineCode = (typeof DEADLINE_CODES)[number];

export interface Deadline {
  /** Stays the same as long as what it is about does. */
  readonly id: string;
  /** YYYY-MM-DD: the last day. */
  readonly on: string;
  readonly code: DeadlineCode;
  /** In English. Names no person. */
  readonly sentence: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly partnerHeiId?: HeiId;
  /** Units of ours that it concerns; none: the whole institution, or nobody knows. */
  readonly unitIds: readonly string[];
  /** The record that it is about: a path below the institution. */
  readonly record?: { readonly kind: InboxKind; readonly objectId: string };
}

/** An agreement that holds, as deadlines need it. */
export interface HoldingAgreement {
  readonly id: IiaId;
  readonly partnerHeiId: HeiId;
  readonly copy: AgreementCopy;
}

export type KnownFactsheet = Pick<Factsheet, "heiId" | "studentNominations" | "studentApplications" | "decisionWeeksLimit" | "torWeeksLimit">;

export interface Period {
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
}

export const within = ({ from, to }: Period) => ({ on }: Pick<Deadline, "on">): boolean => on >= from && on <= to;
/** Calendar years that the period touches. */
export const yearsOf = ({ from, to }: Period): readonly number[] => {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Math.max(0, Number(to.slice(0, 4)) - first + 1) }, (_, i) => first + i);
};
