import type { Clock } from "../../kernel/ports.js";
import { describeEntry } from "../feed/describe.js";
import type { FeedEntry } from "../feed/model.js";
import { PartnerFailure } from "../partner-failure.js";
import type { Lane, Webhook, WebhookStore } from "./model.js";
import type { WebhookSecrets } from "./service.js";

/** A request to a webhook, as it is sent. */
export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DeliverParts {
  readonly store: Pick<WebhookStore, "get" | "secrets" | "next" | "attempted" | "change">;
  readonly secrets: Pick<WebhookSecrets, "open">;
  /** `webhook-signature` of a body by one secret (Standard Webhooks). */
  readonly sign: (secret: string, message: { readonly id: string; readonly at: Date; readonly body: string }) => string;
  /** Sends a POST and tells the status. Rejects with an error whose message says why there was no answer. */
  readonly post: (call: WebhookCall) => Promise<number>;
  /** After so much time without a success a webhook is disabled. */
  readonly patienceMs: number;
  readonly clock: Clock;
}

const GONE = 410;

/**
 * Tells a webhook what it has still to hear of one object, the oldest first: the next one only after the one before was taken, so by
 * an answer of 2xx. Throws `PartnerFailure` that may be tried again otherwise.
 */
export const deliverLane = (parts: DeliverParts) => async (lane: Lane): Promise<void> => {
  for (;;) {
    const webhook = await parts.store.get(lane.heiId, lane.webhookId);
    if (!webhook || webhook.disabled) return;
    const entry = await parts.store.next(lane);
    if (!entry) return;
    const failure = await tell(parts, { webhook, lane, entry });
    if (!failure) continue;
    await disableIfHopeless(parts, webhook, failure);
    throw new PartnerFailure({ reason: failure.problem, retry: true, ...(failure.status !== undefined && { status: failure.status }) });
  }
};

interface Telling {
  readonly webhook: Webhook;
  readonly lane: Lane;
  readonly entry: FeedEntry;
}

interface Failure {
  readonly problem: string;
  readonly status?: number;
}

const tell = async (parts: DeliverParts, { webhook, lane, entry }: Telling): Promise<Failure | undefined> => {
  const { store, post, clock } = parts;
  const at = clock.now();
  const started = performance.now();
  const call = await signed(parts, webhook, { entry, at });
  const failure = await post(call).then(refusalOf, (error: unknown): Failure => ({ problem: error instanceof Error ? error.message : String(error) }));
  const status = typeof failure === "number" ? failure : failure.status;
  const failed = typeof failure === "number" ? undefined : failure;
  await store.attempted(lane, {
    messageId: entry.cursor, kind: entry.change.kind, at, durationMs: Math.round(performance.now() - started),
    ...(status !== undefined && { status }), ...(failed && { problem: failed.problem }),
  });
  return failed;
};

/** Redirects are not followed: where they lead was not agreed. */
const refusalOf = (status: number): number | Failure => (status >= 200 && status < 300 ? status : { status, problem: `The receiver answered ${status}; expected 2xx.` });

const signed = async ({ store, secrets, sign }: DeliverParts, { heiId, id, url }: Webhook, { entry, at }: { readonly entry: FeedEntry; readonly at: Date }): Promise<WebhookCall> => {
  const kept = await store.secrets(heiId, id);
  const sealed = kept ? [kept.secret, ...(kept.former && kept.former.until > at ? [kept.former.secret] : [])] : [];
  const description = describeEntry(entry);
  const body = JSON.stringify({ type: description.kind, timestamp: description.at, data: { heiId, ...description } });
  const signatures = await Promise.all(sealed.map(async (one) => sign(await secrets.open(id, one), { id: entry.cursor, at, body })));
  return {
    url, body,
    headers: {
      "content-type": "application/json", "webhook-id": entry.cursor, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": signatures.join(" "),
    },
  };
};

const disableIfHopeless = async ({ store, patienceMs, clock }: DeliverParts, { heiId, id, failingSince }: Webhook, { status, problem }: Failure): Promise<void> => {
  const at = clock.now();
  const days = Math.floor(patienceMs / 86_400_000);
  if (status === GONE) await store.change(heiId, id, { disabled: { at, reason: "The receiver answered 410: it wants no more messages." } });
  else if (failingSince && at.getTime() - failingSince.getTime() >= patienceMs) await store.change(heiId, id, { disabled: { at, reason: `Nothing was taken for ${days} days. ${problem}` } });
};
