/** The change feed: every change of an institution in the order in which it became visible, for those who follow them. */
import type { HeiId } from "../../kernel/ids.js";
import type { Change, ChangeKind } from "../changes.js";

/** A change with its place in the feed. */
export interface FeedEntry {
  /** Who has read this entry goes on after it. */
  readonly cursor: string;
  readonly change: Change;
}

export interface FeedRequest {
  readonly heiId: HeiId;
  /** What was read up to; `now` for nothing but what comes, absent for all that is kept. */
  readonly after?: string;
  readonly kinds: readonly ChangeKind[];
  /** 1 to 500. */
  readonly limit: number;
}

export interface FeedPage {
  readonly items: readonly FeedEntry[];
  /** Where to go on, also when there are no items. */
  readonly cursor: string;
  /** Whether there is more to read at once. */
  readonly more: boolean;
  /** The newest position of all institutions, for `FeedWatch`. */
  readonly head: bigint;
}

/**
 * An entry is never skipped: positions are given after the commit, one after another, so that a change that commits late stands behind
 * all that was read before. Changes of one partnership, so of one object, stand in their order.
 */
export interface ChangeFeed {
  /** Numbers what was committed since; the newest position. */
  head(): Promise<bigint>;
  /** Throws `EwpError` 400 `bad-cursor` for a cursor that is none of ours, 410 `cursor-expired` when entries after it were removed. */
  page(request: FeedRequest): Promise<FeedPage>;
}
