import { REFRESH_KINDS } from "../../../src/domain/refresh-requests.js";
import { type Delivery, NOTIFICATION_KINDS, PERIODIC, type PeriodicApi, UPDATE_KINDS } from "../../../src/outbox/model.js";
import { createDelivery, type DeliveryService, type DeliverySettings } from "../../../src/delivery/delivery.js";
import type { DeliveryPorts } from "../../../src/delivery/handlers.js";
import type { Queue } from "../../../src/delivery/queue/queue.js";
import type { HeiId } from "../../../src/kernel/ids.js";
import { heiId } from "../../../src/kernel/ids.js";
import type { Clock } from "../../../src/kernel/ports.js";
import type { Store } from "../../../src/store/open.js";
import { embeddedStore } from "./embedded.js";
import { everyKind } from "../every-kind.js";
import { keptLog } from "../fixed-ports.js";

export const realClock: Clock = { now: () => new Date() };

/** What a partner does with a notification; resolves with the exchange. `nth` counts the attempts for this object. */
export type PartnerBehaviour = (partner: HeiId, objectId: string, nth: number) => Promise<string>;

/** Quick but for the lease: on a busy machine a short one runs out under who keeps it. Tests that wait for its end give a shorter one. */
export const FAST: DeliverySettings = {
  retry: { baseMs: 20, factor: 2, capMs: 200, lifeMs: 3_600_000 },
  leaseMs: 60_000, perPartner: 2, pollMs: 50, pullEveryMs: 3_600_000, sweepEveryMs: 3_600_000, surveyGapMs: 3_600_000, surveyEveryMs: 3_600_000, keepDeliveredMs: 3_600_000, keepFailedMs: 3_600_000,
};

/** An outbox in memory, a delivery service around it, and partners that behave as told. */
export interface DeliveryBench {
  readonly store: Store;
  readonly service: DeliveryService;
  readonly log: ReturnType<typeof keptLog>;
  /** Attempts in the order in which they began: `partner/object`. */
  readonly attempts: string[];
  /** Most attempts at one partner at the same time. */
  mostAtOnce(partner: string): number;
  notify(partner: string, ...objectIds: string[]): Promise<void>;
  rows(): Promise<readonly Delivery[]>;
}

interface BenchParts {
  readonly queue: Queue;
  readonly behaviour: PartnerBehaviour;
  readonly settings?: Partial<DeliverySettings>;
  readonly clock?: Clock;
  readonly objectsPerCall?: number;
  readonly toRefresh?: DeliveryPorts["toRefresh"]["iias"];
}

export const openBenchStore = async (): Promise<Store> => {
  const store = await embeddedStore({ clock: realClock, logger: keptLog() });
  return store;
};

let benches = 0;

/** A bench whose rows nobody else's list shows. */
export const deliveryBench = (store: Store, { queue, behaviour, settings, toRefresh = async () => [], clock = realClock, objectsPerCall = 1 }: BenchParts): DeliveryBench => {
  const own = heiId(`bench-${++benches}.example`);
  const attempts: string[] = [];
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  const log = keptLog();
  const notified = async (_heiId: HeiId, partner: HeiId, objectId: string): Promise<string> => {
    const name = `${partner}/${objectId}`;
    attempts.push(name);
    now.set(partner, (now.get(partner) ?? 0) + 1);
    most.set(partner, Math.max(most.get(partner) ?? 0, now.get(partner) ?? 0));
    try {
      return await behaviour(partner, objectId, attempts.filter((attempt) => attempt === name).length);
    } finally {
      now.set(partner, (now.get(partner) ?? 0) - 1);
    }
  };
  const service = createDelivery({
    outbox: store.outbox, pulls: store.pulls, surveys: store.surveys, webhooks: store.webhooks, offering: () => [], objectsPerCall: () => objectsPerCall, queue, settings: { ...FAST, ...settings }, clock, random: { fraction: () => 0.5 }, logger: log,
    ports: {
      notify: everyKind(NOTIFICATION_KINDS, () => notified),
      update: everyKind(UPDATE_KINDS, () => async () => undefined),
      refresh: everyKind(REFRESH_KINDS, () => async () => undefined),
      toRefresh: everyKind(Object.keys(PERIODIC) as PeriodicApi[], () => toRefresh),
      tellWebhook: async () => undefined,
      refreshRequests: store.refreshRequests,
    },
  });
  return {
    store, service, log, attempts,
    mostAtOnce: (partner) => most.get(partner) ?? 0,
    notify: (partner, ...objectIds) => store.outbox.add(objectIds.map((objectId) => ({ kind: "iia-cnr", heiId: own, partnerHeiId: heiId(partner), objectId, dueAt: clock.now() }))),
    rows: async () => (await store.outbox.list(own, {}, { limit: 500 })).items,
  };
};
