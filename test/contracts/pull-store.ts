import { describe, expect, test } from "@jest/globals";
import type { Delivery } from "../../src/outbox/model.js";
import { heiId } from "../../src/kernel/ids.js";
import { A, LEASE_MS, outboxActs } from "../support/outbox-acts.js";
import type { StoreSubject } from "../support/servers/stores.js";

/** What every `PullStore` promises. */
export const pullStoreContract = (subject: () => StoreSubject): void => {
  const { outbox, now, claim, finish, all } = outboxActs(subject);

  describe("periodic look-ups", () => {
    test("one row per partnership and interval, however many processes ask", async () => {
      const { store, other } = subject();
      await store.pulls.pulled(A, heiId("pull-1"), "pull", new Date("2026-01-01"));
      await store.pulls.pulled(A, heiId("pull-2"), "sweep", new Date("2026-01-02"));
      expect(await store.pulls.lastPull(A, heiId("pull-1"))).toEqual({ pulledAt: new Date("2026-01-01") });
      expect(await store.pulls.lastPull(A, heiId("pull-2"))).toEqual({ pulledAt: new Date("2026-01-02"), sweptAt: new Date("2026-01-02") });
      expect(await store.pulls.lastPull(A, heiId("pull-3"))).toBeUndefined();
      const ask = () => Promise.all([store, other, store, other].map(({ pulls }) => pulls.schedule("pull-iias", now(), 1_800_000)));
      expect((await ask()).reduce((a, b) => a + b)).toBe(2);
      expect((await all()).map(({ kind, partnerHeiId, objectId }) => [kind, partnerHeiId, objectId]).sort()).toEqual([["pull-iias", "pull-1", ""], ["pull-iias", "pull-2", ""]]);
      const [slow, quick] = await claim() as [Delivery, Delivery];
      await finish(quick, "delivered");
      await finish(slow, "waiting", { dueInMs: 9_000_000 });
      subject().clock.advance(1_799_999);
      expect((await ask()).reduce((a, b) => a + b)).toBe(0);
      subject().clock.advance(1);
      expect((await ask()).reduce((a, b) => a + b)).toBe(1);
      expect((await outbox().get(A, slow.id))?.dueAt).toEqual(new Date(slow.dueAt.getTime() - LEASE_MS + 9_000_000));
      expect(await store.pulls.schedule("sweep-iias", now(), 86_400_000)).toBe(2);
    });
  });
};
