import { PartnerFailure } from "../domain/partner-failure.js";
import type { Lane } from "../domain/webhooks/model.js";
import type { HeiId } from "../kernel/ids.js";
import type { Clock } from "../kernel/ports.js";
import type { RefreshKind, RefreshRequest, RefreshRequests } from "../domain/refresh-requests.js";
import { type Delivery, type DeliveryKind, type NotificationKind, partsOfPull, type PeriodicApi, PULL_KINDS, type PullKind, type UpdateKind, webhookOf } from "../outbox/model.js";
import type { PullStore, SurveyStore } from "../outbox/ports.js";

/** What deliveries do, by kind; a kind without its port does not compile. Calls to partners fail with `PartnerFailure`. */
export interface DeliveryPorts {
  /** Change notifications; they resolve with the exchange that proves them. */
  readonly notify: Readonly<Record<NotificationKind, (heiId: HeiId, partnerHeiId: HeiId, objectId: string) => Promise<string>>>;
  /** Answers to records of partners; they resolve with the exchange, when one was needed. */
  readonly update: Readonly<Record<UpdateKind, (heiId: HeiId, partnerHeiId: HeiId, objectId: string) => Promise<string | undefined>>>;
  /** Look-ups of one object. */
  readonly refresh: Readonly<Record<RefreshKind, (heiId: HeiId, partnerHeiId: HeiId, objectId: string) => Promise<void>>>;
  /** What to look at after asking the partner: what changed `since`, or everything. */
  readonly toRefresh: Readonly<Record<PeriodicApi, (heiId: HeiId, partnerHeiId: HeiId, since?: Date) => Promise<readonly RefreshRequest[]>>>;
  /** Tells a webhook what it has still to hear of an object. */
  readonly tellWebhook: (lane: Lane) => Promise<void>;
  readonly refreshRequests: Pick<RefreshRequests, "add">;
  readonly pulls: Pick<PullStore, "lastPull" | "pulled">;
  readonly surveys: Pick<SurveyStore, "surveyed">;
  readonly clock: Clock;
}

/** Does what one row asks for; resolves with the exchange to show, when there is one. */
type Handler = (delivery: Delivery) => Promise<string | void>;

/** Clocks of partners differ, and their copies may be late: `modified_since` goes back this much further (PROTOCOL 6.8.4). */
const PULL_MARGIN_MS = 10 * 60_000;

/** What each kind of row asks for. */
export const handlersOf = (ports: DeliveryPorts): Readonly<Record<DeliveryKind, Handler>> => {
  const ofObject = <K extends string>(act: Readonly<Record<K, (heiId: HeiId, partnerHeiId: HeiId, objectId: string) => Promise<string | void>>>): [string, Handler][] =>
    Object.entries<(typeof act)[K]>(act).map(([kind, one]) => [kind, ({ heiId, partnerHeiId, objectId }) => one(heiId, partnerHeiId, objectId)]);
  const periodic = PULL_KINDS.map((kind): [string, Handler] => [kind, (delivery) => look(ports, kind, delivery)]);
  // The records of the ports have every kind.
  return Object.fromEntries([
    ...ofObject(ports.notify), ...ofObject(ports.update), ...ofObject(ports.refresh), ...periodic, ["survey-iias", (delivery: Delivery) => askStranger(ports, delivery)],
    ["webhook", ({ heiId, partnerHeiId, objectId }: Delivery) => ports.tellWebhook({ heiId, webhookId: webhookOf(partnerHeiId), object: objectId })],
  ]) as Record<DeliveryKind, Handler>;
};

/** A first pull asks for everything. The look-ups are durable before the pull counts as done, and the pull counts from its start. */
const look = async ({ pulls, clock, toRefresh, refreshRequests }: DeliveryPorts, kind: PullKind, { heiId, partnerHeiId }: Delivery): Promise<void> => {
  const [what, api] = partsOfPull(kind);
  const last = what === "pull" ? (await pulls.lastPull(heiId, partnerHeiId, api))?.pulledAt : undefined;
  const startedAt = clock.now();
  await refreshRequests.add(await toRefresh[api](heiId, partnerHeiId, last && new Date(last.getTime() - PULL_MARGIN_MS)));
  await pulls.pulled(heiId, partnerHeiId, last ? kind : `sweep-${api}`, startedAt);
};

/**
 * What it lists makes it a partner once it was read; an empty list leaves it a stranger. Nobody waits for its answer: when there is none
 * it is asked again another day, and no person has to look.
 */
const askStranger = async ({ refreshRequests, toRefresh, surveys }: DeliveryPorts, { heiId, partnerHeiId }: Delivery): Promise<string | undefined> => {
  try {
    await refreshRequests.add(await toRefresh.iias(heiId, partnerHeiId));
    await surveys.surveyed(heiId, partnerHeiId);
    return undefined;
  } catch (error) {
    if (!(error instanceof PartnerFailure)) throw error;
    return error.exchangeId;
  }
};
