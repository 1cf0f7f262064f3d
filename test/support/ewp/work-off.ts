import { attemptWith } from "../../../src/delivery/attempt.js";
import type { DeliveryPorts } from "../../../src/delivery/handlers.js";
import { REFRESH_KINDS } from "../../../src/domain/refresh-requests.js";
import { NOTIFICATION_KINDS, PERIODIC, type PeriodicApi } from "../../../src/outbox/model.js";
import type { Store } from "../../../src/store/open.js";
import { everyKind } from "../every-kind.js";
import { keptLog, type SteeredClock } from "../fixed-ports.js";

type Worked = { readonly [K in "notify" | "update" | "refresh" | "toRefresh"]?: Partial<DeliveryPorts[K]> } & Partial<Pick<DeliveryPorts, "tellWebhook">>;

const unexpected = async (): Promise<never> => { throw new Error("not a matter of this test"); };

/** A queue that is worked off by hand: does what is due in the outbox, until nothing is, and returns `kind objectId result` of each. */
export const workOff = (store: Store, clock: SteeredClock, { notify, update, refresh, toRefresh, tellWebhook = unexpected }: Worked) => {
  const attempt = attemptWith({
    notify: { ...everyKind(NOTIFICATION_KINDS, () => unexpected), ...notify }, update: { "update-omobility-la": unexpected, ...update }, refresh: { ...everyKind(REFRESH_KINDS, () => unexpected), ...refresh },
    toRefresh: { ...everyKind(Object.keys(PERIODIC) as PeriodicApi[], () => unexpected), ...toRefresh },
    tellWebhook, refreshRequests: store.refreshRequests, pulls: store.pulls, surveys: store.surveys, clock,
  }, keptLog());
  return async (): Promise<readonly string[]> => {
    const done: string[] = [];
    for (;;) {
      const rows = await store.outbox.claim({ now: clock.now(), leaseMs: 60_000, limit: 20, perPartner: 20 });
      if (rows.length === 0) return done;
      for (const row of rows) {
        const outcome = await attempt(row);
        await store.outbox.finish(row, { state: outcome.result === "delivered" ? "delivered" : "stopped", dueAt: clock.now(), endedAt: clock.now(), ...(outcome.result !== "delivered" && { reason: outcome.reason }) });
        done.push(`${row.kind} ${row.objectId} ${outcome.result}${outcome.result === "delivered" ? "" : `: ${outcome.reason}`}`);
      }
    }
  };
};
