/** What waits for somebody, over all kinds of records: derived from what each record says of itself, never stored (PEERS 4.1 item 3). */
import type { HeiId } from "../../kernel/ids.js";
import type { Scope } from "../access/scopes.js";
import type { InboxAction } from "./actions.js";
import type { Due, DueRule } from "./due.js";

/** Kinds of items, each with the scope that its records are read by. */
export const KIND_SCOPES = {
  "agreement": "agreements:read", "incoming-copy": "agreements:read",
  "outgoing-nomination": "mobilities:read", "incoming-nomination": "mobilities:read",
  "outgoing-learning-agreement": "mobilities:read", "incoming-learning-agreement": "mobilities:read",
  "outgoing-transcript": "mobilities:read", "incoming-transcript": "mobilities:read",
  "delivery": "network:read",
} as const satisfies Record<string, Scope>;
export type InboxKind = keyof typeof KIND_SCOPES;
export const INBOX_KINDS = Object.keys(KIND_SCOPES) as readonly InboxKind[];

/**
 * `new`: of the partner, and we have not dealt with it; `changed`: the partner changed or refused something that we had dealt with;
 * `stuck`: nothing has happened for too long, or a delivery was given up.
 */
export const INBOX_GROUPS = ["new", "changed", "waiting-for-us", "waiting-for-them", "stuck"] as const;
export type InboxGroup = (typeof INBOX_GROUPS)[number];

/** Facts that sentences are made of in other languages. */
export type InboxData = Readonly<Record<string, string | number>>;

/** An item as its record alone gives it: whatever time it is. */
export interface OpenItem {
  readonly kind: InboxKind;
  readonly partnerHeiId: HeiId;
  /** Id of the record, as the REST address of its kind names it. */
  readonly objectId: string;
  /** Units of ours that it concerns. */
  readonly unitIds: readonly string[];
  readonly turn: "us" | "partner" | "both";
  /** What the partner did that we have not dealt with. */
  readonly news?: "new" | "changed";
  /** Names the sentence within the kind. Stable. */
  readonly code: string;
  readonly data: InboxData;
  /** What happened and what there is to do, in English. Names no person. */
  readonly sentence: string;
  readonly since: Date;
  /** Not shown before this day (YYYY-MM-DD): until then there is nothing to do. */
  readonly from?: string;
  readonly due?: DueRule;
  /** For `If-Match`. */
  readonly revision?: number;
  /** Of the partner's copy that an approval would be of. */
  readonly hash?: string;
  /** Names the proposal that an answer would be to. */
  readonly proposalId?: string;
  /** The partner's copy can be approved as it is: it says what ours says. */
  readonly identical?: true;
  readonly actions: readonly InboxAction[];
  /** For the officer: a code of an agreement, the name of a student. The latter is personal. */
  readonly label?: string;
}

/** An item as it stands today. */
export interface InboxItem extends Omit<OpenItem, "due" | "from"> {
  /** Stays the same as long as the record is in the inbox. */
  readonly id: string;
  readonly group: InboxGroup;
  readonly due?: Due;
}

export const itemId = ({ kind, partnerHeiId, objectId }: Pick<OpenItem, "kind" | "partnerHeiId" | "objectId">): string => `${kind}/${partnerHeiId}/${objectId}`;
