import { describe, expect, test } from "@jest/globals";
import type { Delivery } from "../../src/outbox/model.js";
import { MOST_WAITING } from "../../src/domain/refresh-requests.js";
import { heiId, iiaId } from "../../src/kernel/ids.js";
import { sampleAgreement } from "../support/agreements/sample-agreements.js";
import { A, LEASE_MS, outboxActs } from "../support/outbox-acts.js";
import type { StoreSubject } from "../support/servers/stores.js";

/** What every `OutboxStore` promises. */
export const outboxStoreContract = (subject: () => StoreSubject): void => {
  const { outbox, now, row, claim, finish, all, only } = outboxActs(subject);

  describe("merging", () => {
    test("equal waiting rows are one, due at the earlier of both times, with the younger's life", async () => {
      await outbox().add([row("p1", "x", { dueAt: new Date(now().getTime() + 9_000) })]);
      const created = now();
      subject().clock.advance(1_000);
      await outbox().add([row("p1", "x"), row("p1", "x", { dueAt: new Date(now().getTime() + 5_000) })]);
      expect(only(await all())).toMatchObject({ dueAt: now(), createdAt: now() });
      expect(created).not.toEqual(now());
      await outbox().add([row("p1", "x", { dueAt: new Date(now().getTime() + 7_000) })]);
      expect(only(await all()).dueAt).toEqual(now());
    });

    test("rows of other kinds, objects, partners and institutions stay apart", async () => {
      await outbox().add([row("p1", "x"), row("p1", "X"), row("p2", "x"), row("p1", "x", { kind: "refresh-iia" })]);
      expect(await all()).toHaveLength(4);
    });

    test("a change while a row is leased makes a new row: it is never lost", async () => {
      await outbox().add([row("p1", "x")]);
      const leased = only(await claim());
      await outbox().add([row("p1", "x")]);
      expect(await finish(leased, "delivered")).toBe(true);
      expect((await all()).map(({ state }) => state)).toEqual(["waiting", "delivered"]);
      expect(only(await claim()).id).not.toBe(leased.id);
    });

    test("a failed attempt becomes one with the row of the change that came meanwhile", async () => {
      await outbox().add([row("p1", "x")]);
      const leased = only(await claim());
      await outbox().add([row("p1", "x")]);
      expect(await finish(leased, "waiting", { reason: "no answer", dueInMs: 7_200_000 })).toBe(true);
      const waiting = only(await all());
      expect(waiting).toMatchObject({ state: "waiting", attempts: 1, reason: "no answer", dueAt: now() });
      expect(waiting.id).not.toBe(leased.id);
      expect(await finish(leased, "delivered")).toBe(false);
    });

    test("many writers at once leave one row", async () => {
      await Promise.all(Array.from({ length: 30 }, (_, i) => (i % 2 ? subject().store : subject().other).outbox.add([row("p1", "b"), row("p1", "a")])));
      expect(await all()).toHaveLength(2);
    });
  });

  describe("claims", () => {
    test("take what is due, oldest first, and nothing that is not", async () => {
      const soon = (ms: number) => ({ dueAt: new Date(now().getTime() + ms) });
      await outbox().add([row("p1", "later", soon(1)), row("p1", "second", soon(-1)), row("p1", "first", soon(-2))]);
      expect(only(await claim({ limit: 1 })).objectId).toBe("first");
      expect(only(await claim()).objectId).toBe("second");
      expect(await claim()).toEqual([]);
    });

    test("the lease names its end, and is claimed again only after it", async () => {
      await outbox().add([row("p1", "x")]);
      const first = only(await claim());
      expect(first).toMatchObject({ state: "leased", attempts: 0, dueAt: new Date(now().getTime() + LEASE_MS) });
      subject().clock.advance(LEASE_MS - 1);
      expect(await claim()).toEqual([]);
      subject().clock.advance(1);
      const second = only(await claim());
      expect(second.id).toBe(first.id);
      expect(await finish(first, "delivered")).toBe(false);
      expect(await outbox().hold(first, now())).toBeUndefined();
      expect(await finish(second, "delivered")).toBe(true);
      expect(await finish(second, "stopped")).toBe(false);
    });

    test("a lease that is held goes on, under its new end only", async () => {
      await outbox().add([row("p1", "x")]);
      const leased = only(await claim());
      subject().clock.advance(LEASE_MS - 1);
      const held = await outbox().hold(leased, new Date(now().getTime() + LEASE_MS));
      expect(held?.dueAt).toEqual(new Date(now().getTime() + LEASE_MS));
      subject().clock.advance(LEASE_MS - 1);
      expect(await claim()).toEqual([]);
      expect(await finish(leased, "delivered")).toBe(false);
      expect(held && (await finish(held, "delivered"))).toBe(true);
    });

    test("two processes never get the same row", async () => {
      await outbox().add(Array.from({ length: 60 }, (_, i) => row(`p${i % 7}`, `o${i}`)));
      const claims = await Promise.all(Array.from({ length: 8 }, (_, i) => claim({ limit: 10, perPartner: 4 }, (i % 2 ? subject().store : subject().other).outbox)));
      const rows = claims.flat();
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(rows.length).toBe(28);
      for (let p = 0; p < 7; p++) expect(rows.filter(({ partnerHeiId }) => partnerHeiId === `p${p}`)).toHaveLength(4);
    });

    test("a partner with many rows takes no turn from the others", async () => {
      await outbox().add(Array.from({ length: 50 }, (_, i) => row("busy", `o${i}`, { dueAt: new Date(now().getTime() - 1_000) })));
      await outbox().add([row("quiet-1", "x"), row("quiet-2", "x")]);
      const rows = await claim({ limit: 6 });
      expect(rows.filter(({ partnerHeiId }) => partnerHeiId === "busy")).toHaveLength(4);
      expect(rows.map(({ partnerHeiId }) => partnerHeiId)).toEqual(expect.arrayContaining(["quiet-1", "quiet-2"]));
    });

    test("leases that stand count against a partner's share; of a silent partner it is one", async () => {
      await outbox().add(Array.from({ length: 5 }, (_, i) => row("slow", `o${i}`)));
      await outbox().add(Array.from({ length: 5 }, (_, i) => row("silent", `o${i}`)));
      const share = { perPartner: 3, oneAtATime: [heiId("silent")] };
      const first = await claim(share);
      expect(first.map(({ partnerHeiId }) => partnerHeiId).sort()).toEqual(["silent", "slow", "slow", "slow"]);
      expect(await claim(share)).toEqual([]);
      await finish(first.find(({ partnerHeiId }) => partnerHeiId === "slow") as Delivery, "delivered");
      expect((await claim(share)).map(({ partnerHeiId }) => partnerHeiId)).toEqual(["slow"]);
    });

    test("rows that nobody could take are due again at once, without an attempt", async () => {
      await outbox().add([row("p1", "x"), row("p1", "y")]);
      const rows = await claim();
      await outbox().add([row("p1", "y")]);
      await outbox().release(rows, now());
      expect((await all()).map(({ objectId, state, attempts }) => [objectId, state, attempts]).sort()).toEqual([["x", "waiting", 0], ["y", "waiting", 0]]);
      expect(await claim()).toHaveLength(2);
    });
  });

  describe("ends", () => {
    test("are kept with attempts, reason and exchange, and are claimed no more", async () => {
      await outbox().add([row("p1", "x")]);
      const leased = only(await claim());
      await outbox().finish(leased, { state: "stopped", dueAt: now(), endedAt: now(), reason: "the partner refused: 400", exchangeId: "exchange-7" });
      expect(await outbox().get(A, leased.id)).toEqual({ ...leased, state: "stopped", attempts: 1, dueAt: now(), endedAt: now(), reason: "the partner refused: 400", exchangeId: "exchange-7" });
      expect(await claim()).toEqual([]);
      expect(await outbox().counts()).toMatchObject({ waiting: 0, leased: 0, stopped: 1 });
      expect(await outbox().get(heiId("stranger.example"), leased.id)).toBeUndefined();
      expect(await outbox().get(A, "not-a-number")).toBeUndefined();
    });

    test("send again gives a failed row a new life", async () => {
      await outbox().add([row("p1", "x")]);
      const failed = only(await claim());
      await finish(failed, "expired", { reason: "no answer for three days" });
      subject().clock.advance(1_000);
      expect(await outbox().again(A, failed.id, now())).toMatchObject({ id: failed.id, state: "waiting", attempts: 0, dueAt: now(), createdAt: now() });
      expect(only(await claim()).id).toBe(failed.id);
    });

    test("send again of a delivered row makes a fresh one", async () => {
      await outbox().add([row("p1", "x")]);
      const delivered = only(await claim());
      await finish(delivered, "delivered");
      const fresh = await outbox().again(A, delivered.id, now());
      expect(fresh).toMatchObject({ state: "waiting", objectId: "x" });
      expect(fresh?.id).not.toBe(delivered.id);
      expect((await outbox().get(A, delivered.id))?.state).toBe("delivered");
      expect((await outbox().again(A, delivered.id, now()))?.id).toBe(fresh?.id);
    });

    test("send again where an equal row waits hurries that one", async () => {
      await outbox().add([row("p1", "x")]);
      const failed = only(await claim());
      await finish(failed, "stopped");
      await outbox().add([row("p1", "x", { dueAt: new Date(now().getTime() + 60_000) })]);
      const hurried = await outbox().again(A, failed.id, now());
      expect(hurried?.id).not.toBe(failed.id);
      expect(only(await all())).toMatchObject({ id: hurried?.id, dueAt: now() });
    });

    test("send again of what is being tried or unknown changes nothing", async () => {
      await outbox().add([row("p1", "x")]);
      const leased = only(await claim());
      expect(await outbox().again(A, leased.id, now())).toEqual(leased);
      expect(await outbox().again(A, "999999999", now())).toBeUndefined();
      expect(await outbox().again(heiId("stranger.example"), leased.id, now())).toBeUndefined();
    });

    test("any number of rows that end at the same time, each in its own way", async () => {
      await outbox().add(Array.from({ length: 40 }, (_, i) => row(`p${i % 4}`, `o${i}`)));
      const leased = await claim();
      const lost = only(leased.filter(({ objectId }) => objectId === "o7"));
      await finish(lost, "delivered");
      const ended = await Promise.all(leased.map((delivery) => finish(delivery, Number(delivery.objectId.slice(1)) % 2 === 0 ? "delivered" : "stopped", { reason: delivery.objectId })));
      expect(leased.filter((_, i) => !ended[i])).toEqual([lost]);
      for (const { objectId, state, attempts, reason, endedAt } of await all()) {
        const expected = objectId === "o7" ? { state: "delivered", reason: undefined } : { state: Number(objectId.slice(1)) % 2 === 0 ? "delivered" : "stopped", reason: objectId };
        expect({ state, reason, attempts, endedAt }).toEqual({ ...expected, attempts: 1, endedAt: now() });
      }
    });

    test("an end that the database refuses keeps no other from its end", async () => {
      await outbox().add([row("p1", "good"), row("p1", "bad"), row("p2", "fine")]);
      const leased = await claim();
      const ends = await Promise.allSettled(leased.map((delivery) => finish(delivery, "stopped", { reason: delivery.objectId === "bad" ? "U+0000: \0" : "no" })));
      expect(leased.map(({ objectId }, i) => [objectId, ends[i]?.status]).sort()).toEqual([["bad", "rejected"], ["fine", "fulfilled"], ["good", "fulfilled"]]);
      expect(Object.fromEntries((await all()).map(({ objectId, state }) => [objectId, state]))).toEqual({ good: "stopped", fine: "stopped", bad: "leased" });
      await finish(only(leased.filter(({ objectId }) => objectId === "bad")), "delivered");
    });

    test("delivered rows are forgotten after a time, failed ones after a longer one", async () => {
      await outbox().add([row("p1", "old"), row("p1", "failed")]);
      for (const delivery of await claim()) await finish(delivery, delivery.objectId === "old" ? "delivered" : "stopped");
      subject().clock.advance(1);
      const cut = now();
      await outbox().add([row("p1", "young")]);
      await finish(only(await claim()), "delivered");
      expect(await outbox().forget({ delivered: cut, failed: new Date(cut.getTime() - 1) })).toBe(1);
      expect((await all()).map(({ objectId }) => objectId)).toEqual(["young", "failed"]);
      expect(await outbox().forget({ delivered: cut, failed: cut })).toBe(1);
      expect((await all()).map(({ objectId }) => objectId)).toEqual(["young"]);
    });
  });

  describe("what is taken along", () => {
    const take = (delivery: Delivery, most = 10) => outbox().takeAlong(delivery, { now: now(), until: new Date(now().getTime() + LEASE_MS), most });
    const objects = (deliveries: readonly Delivery[]) => deliveries.map(({ objectId }) => objectId);

    test("waits for the same partner, institution and kind, is due, and is the oldest", async () => {
      const soon = { dueAt: new Date(now().getTime() + 1) };
      await outbox().add([
        row("p1", "0"), row("p1", "a"), row("p1", "b"), row("p1", "c"), row("p1", "later", soon), row("p1", "other kind", { kind: "refresh-iia" }), row("p2", "other partner"),
        row("p1", "other institution", { heiId: heiId("tarn.example") }),
      ]);
      const lead = only(await claim({ limit: 1 }));
      expect(objects(await take(lead, 2))).toEqual(["a", "b"]);
      const others = await take(lead);
      expect(others).toMatchObject([{ objectId: "c", state: "leased", attempts: 0, dueAt: new Date(now().getTime() + LEASE_MS) }]);
      expect(await take(lead)).toEqual([]);
      const rest = await claim();
      expect(objects(rest).sort()).toEqual(["other institution", "other kind", "other partner"]);
      for (const one of rest) await finish(one, "delivered");
    });

    test("takes nothing of the partner's share, until it is claimed by itself", async () => {
      await outbox().add(["0", "a", "b", "c"].map((id) => row("p1", id)));
      const lead = only(await claim({ perPartner: 1 }));
      const [a, b] = await take(lead, 2) as [Delivery, Delivery];
      expect(await claim({ perPartner: 1 })).toEqual([]);
      expect(await finish(lead, "delivered")).toBe(true);
      const next = only(await claim({ perPartner: 1 }));
      expect(next.objectId).toBe("c");
      expect([await finish(a, "waiting"), await finish(next, "delivered")]).toEqual([true, true]);
      expect(only(await claim({ perPartner: 1 })).objectId).toBe("a");
      expect(await claim({ perPartner: 1 })).toEqual([]);
      expect(await finish(b, "delivered")).toBe(true);
    });

    test("is claimed again when its lease ends, as every row; its old lease counts for nothing then", async () => {
      await outbox().add([row("p1", "0"), row("p1", "a")]);
      const lead = only(await claim({ limit: 1 }));
      const taken = only(await take(lead));
      subject().clock.advance(LEASE_MS);
      expect(objects(await claim({ limit: 1 }))).toEqual(["0"]);
      expect(objects(await take(lead))).toEqual(["a"]);
      expect([await finish(taken, "delivered"), await outbox().hold(taken, now())]).toEqual([false, undefined]);
    });

    test("two who take at once never take the same", async () => {
      const ids = Array.from({ length: 40 }, (_, at) => `id-${at}`);
      await outbox().add(ids.map((id) => row("p1", id)));
      const leads = await claim({ limit: 4 });
      const taken = await Promise.all(leads.map((lead, at) => (at % 2 ? subject().store : subject().other).outbox.takeAlong(lead, { now: now(), until: new Date(now().getTime() + LEASE_MS), most: 9 })));
      const all = [...leads, ...taken.flat()].map(({ id }) => id);
      expect([all.length, new Set(all).size]).toEqual([40, 40]);
    });
  });

  test("lists newest first, filtered and in pages", async () => {
    await outbox().add([row("p1", "a"), row("p2", "b"), row("p1", "c", { kind: "refresh-iia" })]);
    const objects = async (filter: object) => (await outbox().list(A, filter, { limit: 10 })).items.map(({ objectId }) => objectId).sort();
    expect(await objects({ partnerHeiId: "p1" })).toEqual(["a", "c"]);
    expect(await objects({ kinds: ["refresh-iia"] })).toEqual(["c"]);
    expect(await objects({ objectId: "b", states: ["waiting"] })).toEqual(["b"]);
    expect(await objects({ states: ["delivered"] })).toEqual([]);
    const first = await outbox().list(A, {}, { limit: 2 });
    const second = await outbox().list(A, {}, { limit: 2, cursor: first.next ?? "" });
    const ids = [...first.items, ...second.items].map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect([ids.length, second.next]).toEqual([3, undefined]);
  });

  test("a partner that floods us with ids is looked at as a whole; a pull may bring any number", async () => {
    const { refreshRequests } = subject().store;
    const request = (objectId: string, partner = "flood") => ({ kind: "refresh-iia" as const, heiId: A, partnerHeiId: heiId(partner), objectId });
    await refreshRequests.add(Array.from({ length: MOST_WAITING - 1 }, (_, at) => request(`id-${at}`)));
    await refreshRequests.addNotified([request("one-more")]);
    const kinds = async (partner: string) => (await outbox().list(A, { partnerHeiId: heiId(partner) }, { limit: 2 })).items.map(({ kind, objectId }) => [kind, objectId]);
    expect(await kinds("flood")).toEqual([["refresh-iia", "one-more"], ["refresh-iia", "id-998"]]);
    await refreshRequests.addNotified([request("too-many")]);
    await refreshRequests.addNotified([request("too-many-2")]);
    await refreshRequests.addNotified([request("quiet-1", "quiet")]);
    expect(await kinds("flood")).toEqual([["sweep-iias", ""], ["refresh-iia", "one-more"]]);
    expect(await kinds("quiet")).toEqual([["refresh-iia", "quiet-1"]]);
    await refreshRequests.add([request("pulled")]);
    expect(await kinds("flood")).toEqual([["refresh-iia", "pulled"], ["sweep-iias", ""]]);
    for (const delivery of await claim({ limit: 5000, perPartner: 5000 })) await finish(delivery, "delivered");
  });

  describe("a clock that was ahead and is put right", () => {
    const LIMITS = { leaseMs: LEASE_MS, waitsMs: [0, 5_000, 15_000] };

    test("what is due later than can be is due now; what waits or is worked on by right is left alone", async () => {
      const later = (ms: number) => new Date(now().getTime() + ms);
      await outbox().add([row("p1", "never tried", { dueAt: later(600_000) }), row("p1", "fresh", { dueAt: later(20_000) }), row("p2", "failed"), row("p3", "often failed"), row("p4", "died"), row("p5", "alive")]);
      const claimed = new Map((await claim({ now: later(0) })).map((delivery) => [delivery.objectId, delivery]));
      const end = (objectId: string, dueInMs: number) => finish(claimed.get(objectId) as Delivery, "waiting", { dueInMs });
      await end("failed", 5_000 + 31_000);
      await end("often failed", 5_000 + 29_000);
      await outbox().hold(claimed.get("died") as Delivery, later(600_000));
      expect(await outbox().correct(now(), LIMITS)).toBe(3);
      expect((await claim()).map(({ objectId }) => objectId).sort()).toEqual(["died", "failed", "never tried"]);
    });

    test("a change is due at once, even when the one before it is dated in the future", async () => {
      const { store, clock } = subject();
      const ahead = new Date(now().getTime() + 600_000);
      const change = (at: Date) => ({ kind: "iia-copy-changed" as const, heiId: A, partnerHeiId: heiId("p1"), iiaId: iiaId("dated"), at, actor: "test", what: "edited" as const });
      const first = sampleAgreement({ heiId: A, partnerHeiId: heiId("p1"), id: "dated", stage: "shared" });
      clock.advance(600_000);
      await store.agreements.decide({ heiId: A }, (_found, at) => ({ agreements: [first], changes: [change(at)] }));
      for (const delivery of await claim()) await finish(delivery, "delivered");
      clock.advance(-600_000);
      const { changed } = await store.agreements.decide({ heiId: A, own: first.id }, (_found, at) => ({ agreements: [{ ...first, revision: 2 }], changes: [change(at)], changed: at }));
      expect(changed).toEqual(ahead);
      expect(only(await claim())).toMatchObject({ objectId: "dated" });
    });
  });
};
