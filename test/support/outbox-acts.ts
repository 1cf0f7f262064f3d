import { beforeEach, expect } from "@jest/globals";
import type { Delivery } from "../../src/outbox/model.js";
import type { ClaimRequest, NewDelivery } from "../../src/outbox/ports.js";
import { heiId } from "../../src/kernel/ids.js";
import type { StoreSubject } from "./servers/stores.js";

export const A = heiId("rive.example");
export const LEASE_MS = 60_000;

/** What contracts do with an outbox, which is empty before each test. */
export const outboxActs = (subject: () => StoreSubject) => {
  const outbox = () => subject().store.outbox;
  const now = () => subject().clock.now();
  const row = (partner: string, objectId: string, more: Partial<NewDelivery> = {}): NewDelivery => ({ kind: "iia-cnr", heiId: A, partnerHeiId: heiId(partner), objectId, dueAt: now(), ...more });
  const claim = (more: Partial<ClaimRequest> = {}, through = outbox()) => through.claim({ now: now(), leaseMs: LEASE_MS, limit: 100, perPartner: 100, ...more });
  const finish = (delivery: Delivery, state: "delivered" | "stopped" | "expired" | "waiting", more: { reason?: string; dueInMs?: number } = {}) =>
    outbox().finish(delivery, {
      state, dueAt: new Date(now().getTime() + (more.dueInMs ?? 0)), ...(more.reason !== undefined && { reason: more.reason }), ...(state !== "waiting" && { endedAt: now() }),
    });
  const all = async () => (await outbox().list(A, {}, { limit: 500 })).items;
  const only = <T>(items: readonly T[]): T => {
    expect(items).toHaveLength(1);
    return items[0] as T;
  };

  beforeEach(async () => {
    for (const delivery of await claim({ now: new Date("2099-01-01") })) await finish(delivery, "delivered");
    await outbox().forget({ delivered: new Date("2100-01-01"), failed: new Date(0) });
    for (const state of ["stopped", "expired"] as const) {
      for (const { id } of (await outbox().list(A, { states: [state] }, { limit: 500 })).items) await outbox().again(A, id, now());
    }
    for (const delivery of await claim()) await finish(delivery, "delivered");
    await outbox().forget({ delivered: new Date("2100-01-01"), failed: new Date(0) });
    expect(await all()).toEqual([]);
  });

  return { outbox, now, row, claim, finish, all, only };
};
