/** Webhooks: systems that are told of changes as they happen, by the Standard Webhooks specification. */
import type { HeiId } from "../../kernel/ids.js";
import type { ChangeKind } from "../changes.js";
import type { FeedEntry } from "../feed/model.js";
import type { Page, PageRequest } from "../page.js";

export interface Webhook {
  readonly heiId: HeiId;
  readonly id: string;
  /** https. */
  readonly url: string;
  readonly description?: string;
  readonly kinds: readonly ChangeKind[];
  readonly createdAt: Date;
  /** Since when nothing was taken; absent after a success. */
  readonly failingSince?: Date;
  /** Nothing is told while it is disabled, and nothing is lost: enabled again, it goes on where it stood. */
  readonly disabled?: { readonly at: Date; readonly reason: string };
  /** Until then messages are also signed with the secret before the last one. */
  readonly formerSecretUntil?: Date;
  /** Messages that were not taken yet. */
  readonly waiting: number;
}

/** Sealed, as the store keeps them. */
export interface SealedSecrets {
  readonly secret: string;
  readonly former?: { readonly secret: string; readonly until: Date };
}

export interface WebhookAttempt {
  /** Cursor of the entry in the feed, and `webhook-id` of the message. */
  readonly messageId: string;
  readonly kind: ChangeKind;
  readonly at: Date;
  readonly durationMs: number;
  /** Absent without an answer. */
  readonly status?: number;
  /** Why it does not count as taken. */
  readonly problem?: string;
}

/** What may be changed; `disabled: null` enables again, without a past. */
export interface WebhookChange {
  readonly url?: string;
  readonly description?: string;
  readonly kinds?: readonly ChangeKind[];
  readonly disabled?: { readonly at: Date; readonly reason: string } | null;
  readonly secrets?: SealedSecrets;
}

/** One object's messages for one webhook, which are told in their order. */
export interface Lane {
  readonly heiId: HeiId;
  readonly webhookId: string;
  readonly object: string;
}

export interface WebhookStore {
  list(heiId: HeiId): Promise<readonly Webhook[]>;
  get(heiId: HeiId, id: string): Promise<Webhook | undefined>;
  /** It hears of what comes after this moment. False when there is one with this id. */
  add(webhook: Webhook, secrets: SealedSecrets): Promise<boolean>;
  change(heiId: HeiId, id: string, change: WebhookChange): Promise<Webhook | undefined>;
  remove(heiId: HeiId, id: string): Promise<boolean>;
  secrets(heiId: HeiId, id: string): Promise<SealedSecrets | undefined>;
  /** Newest first. */
  attempts(heiId: HeiId, id: string, page: PageRequest): Promise<Page<WebhookAttempt>>;
  /** Makes messages wait anew: one, or all entries of the feed since a moment that the webhook is told of; returns how many. */
  redeliver(heiId: HeiId, id: string, what: { readonly messageId: string } | { readonly since: Date }): Promise<number>;
  /** Makes messages of what is new in the feed, and sees that every lane with waiting ones has a row in the outbox, one at a time. */
  fanOut(now: Date): Promise<void>;
  /** The oldest message of a lane that was not taken. */
  next(lane: Lane): Promise<FeedEntry | undefined>;
  /** Notes an attempt; one without a problem ends the message. */
  attempted(lane: Lane, attempt: WebhookAttempt): Promise<void>;
  /** Removes what was taken, and attempts, before this moment. */
  forget(before: Date): Promise<void>;
}
