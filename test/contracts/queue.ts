import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { setTimeout as pause } from "node:timers/promises";
import { PartnerFailure } from "../../src/domain/partner-failure.js";
import { given } from "../../src/kernel/given.js";
import type { Clock } from "../../src/kernel/ports.js";
import type { Queue } from "../../src/delivery/queue/queue.js";
import type { Store } from "../../src/store/open.js";
import { deliveryBench, FAST, openBenchStore, realClock, type DeliveryBench, type PartnerBehaviour } from "../support/servers/delivery-bench.js";
import { steeredClock } from "../support/fixed-ports.js";
import { until } from "../support/until.js";

export type OpenBench = (behaviour: PartnerBehaviour, settings?: Partial<typeof FAST>, clock?: Clock, objectsPerCall?: number) => Promise<DeliveryBench>;

const failing = (retry: boolean, status?: number) => new PartnerFailure({ reason: status === undefined ? "The partner did not answer." : `The partner answered ${status}.`, retry, status, exchangeId: "evidence" });

/** A partner that answers nobody until it is let go. */
const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { opened, open };
};

/** Benches on one store, each emptied and stopped at its end. */
export const benches = (queueOf: () => Queue): OpenBench => {
  let store: Store;
  let open: DeliveryBench[] = [];
  beforeAll(async () => { store = await openBenchStore(); });
  beforeEach(() => { open = []; });
  afterEach(async () => {
    for (const bench of open) await bench.service.stop();
    for (const row of await store.outbox.claim({ now: new Date("2099-01-01"), leaseMs: 1, limit: 1000, perPartner: 1000 })) await store.outbox.finish(row, { state: "delivered", dueAt: new Date(0), endedAt: new Date(0) });
    await store.outbox.forget({ delivered: new Date("2099-01-01"), failed: new Date(0) });
  });
  afterAll(() => store.close());
  return async (behaviour, settings, clock, objectsPerCall) => {
    const bench = deliveryBench(store, { queue: queueOf(), behaviour, ...given({ settings, clock, objectsPerCall }) });
    const stop = store.onCommit(() => bench.service.wake());
    open.push({ ...bench, service: { ...bench.service, stop: async () => { stop(); await bench.service.stop(); } } });
    return bench;
  };
};

/** What every queue does with the rows of the outbox. */
export const queueContract = (open: OpenBench): void => {
  const state = async (bench: DeliveryBench, objectId: string) => (await bench.rows()).find((row) => row.objectId === objectId);
  const delivered = (bench: DeliveryBench, count: number) => until(`${count} rows are delivered`, async () => (await bench.rows()).filter((row) => row.state === "delivered").length >= count);

  test("every row is attempted and delivered, whatever the number of partners", async () => {
    const bench = await open(async () => "exchange-1");
    await bench.service.start();
    for (let partner = 0; partner < 20; partner++) await bench.notify(`p${partner}.example`, ...Array.from({ length: 10 }, (_, i) => `o${i}`));
    await delivered(bench, 200);
    expect(new Set(bench.attempts).size).toBe(200);
    expect((await state(bench, "o3"))).toMatchObject({ attempts: 1, exchangeId: "exchange-1" });
  });

  test("row 80: 503, 503, 200 is three attempts, with growing waits between them", async () => {
    const times: number[] = [];
    const bench = await open(async (_partner, _object, nth) => {
      times.push(performance.now());
      if (nth < 3) throw failing(true, 503);
      return "exchange-3";
    }, { retry: { baseMs: 100, factor: 10, capMs: 60_000, lifeMs: 600_000 } });
    await bench.service.start();
    await bench.notify("p.example", "x");
    await delivered(bench, 1);
    expect(await state(bench, "x")).toMatchObject({ state: "delivered", attempts: 3, exchangeId: "exchange-3" });
    const [first, second, third] = times as [number, number, number];
    expect(third - second).toBeGreaterThan(second - first);
  });

  test("row 80: 400 is one attempt, and a person is told why", async () => {
    const bench = await open(async () => { throw failing(false, 400); });
    await bench.service.start();
    await bench.notify("p.example", "x");
    await until("the row is stopped", async () => (await state(bench, "x"))?.state === "stopped");
    expect(await state(bench, "x")).toMatchObject({ attempts: 1, reason: "The partner answered 400.", exchangeId: "evidence" });
    expect(bench.attempts).toEqual(["p.example/x"]);
    expect(bench.log.lines).toContainEqual(expect.objectContaining({ level: "warn", message: "delivery stopped: a person has to look at it" }));
  });

  test("row 80: what nobody takes expires after its life", async () => {
    let ahead = 0;
    const bench = await open(async (_partner, _object, nth) => {
      if (nth === 3) ahead = FAST.retry.lifeMs;
      throw failing(true);
    // The lease is longer than what the clock jumps over, so that nobody else claims the row meanwhile.
    }, { leaseMs: 2 * FAST.retry.lifeMs }, { now: () => new Date(realClock.now().getTime() + ahead) });
    await bench.service.start();
    await bench.notify("p.example", "x");
    await until("the row is expired", async () => (await state(bench, "x"))?.state === "expired");
    expect(bench.attempts).toHaveLength(3);
    expect(await state(bench, "x")).toMatchObject({ reason: "The partner did not answer.", attempts: 3 });
  });

  test("a surprise of our own is tried again and logged, without its text in the row", async () => {
    const bench = await open(async (_partner, _object, nth) => {
      if (nth === 1) throw new TypeError("secret detail");
      return "exchange-2";
    });
    await bench.service.start();
    await bench.notify("p.example", "x");
    await delivered(bench, 1);
    expect(bench.log.lines).toContainEqual(expect.objectContaining({ level: "error", message: "a delivery failed for a reason of our own" }));
    expect(JSON.stringify(await bench.rows())).not.toContain("secret detail");
  });

  test("row 81: changes before the sending are one notification, a change during it is another", async () => {
    const held = gate();
    const bench = await open(async (_partner, _object, nth) => {
      if (nth === 1) await held.opened;
      return "exchange";
    });
    for (let i = 0; i < 10; i++) await bench.notify("p.example", "x");
    await bench.service.start();
    await until("the first attempt has begun", () => bench.attempts.length === 1);
    await bench.notify("p.example", "x");
    held.open();
    await delivered(bench, 2);
    expect(bench.attempts).toEqual(["p.example/x", "p.example/x"]);
  });

  test("a slow partner holds its share and delays nobody", async () => {
    const held = gate();
    const bench = await open(async (partner) => {
      if (partner === "slow.example") await held.opened;
      return "exchange";
    });
    await bench.notify("slow.example", ...Array.from({ length: 30 }, (_, i) => `s${i}`));
    await bench.service.start();
    await until("the slow partner is called", () => bench.attempts.length === 2);
    for (let partner = 0; partner < 5; partner++) await bench.notify(`p${partner}.example`, "a", "b", "c");
    await delivered(bench, 15);
    expect(bench.mostAtOnce("slow.example")).toBe(2);
    held.open();
    await delivered(bench, 45);
  });

  test("what one call can ask for goes along with a row, beyond the partner's share, each to its own end", async () => {
    const held = gate();
    const bench = await open(async (_partner, objectId, nth) => {
      await held.opened;
      if (objectId === "bad") throw failing(false, 400);
      if (objectId === "late" && nth === 1) throw failing(true, 503);
      return "exchange";
    }, { perPartner: 1 }, undefined, 5);
    await bench.notify("p.example", "a", "bad", "b", "late", "c", "d", "e");
    await bench.service.start();
    await until("five are tried", () => bench.attempts.length === 5);
    expect(bench.mostAtOnce("p.example")).toBe(5);
    held.open();
    await delivered(bench, 6);
    expect((await bench.rows()).map(({ objectId, state: ended, attempts }) => `${objectId} ${ended} ${attempts}`).sort())
      .toEqual(["a delivered 1", "b delivered 1", "bad stopped 1", "c delivered 1", "d delivered 1", "e delivered 1", "late delivered 2"]);
  });

  test("a partner that gives no answer gets one attempt at a time until it does", async () => {
    let [up, now, most] = [false, 0, 0];
    const bench = await open(async () => {
      most = Math.max(most, ++now);
      await pause(5);
      now -= 1;
      if (!up) throw failing(true);
      return "exchange";
    }, { perPartner: 4, retry: { ...FAST.retry, baseMs: 10, factor: 1 } });
    await bench.notify("down.example", "a", "b", "c", "d", "e", "f");
    await bench.service.start();
    await until("the partner counts as silent", () => bench.attempts.length > 8);
    most = 0;
    await until("it was tried more", () => bench.attempts.length > 16);
    expect(most).toBe(1);
    up = true;
    await delivered(bench, 6);
  });

  test("an attempt that takes longer than its lease keeps it", async () => {
    const leaseMs = 300;
    const clock = steeredClock(new Date().toISOString());
    const renewedNow = async (): Promise<boolean> => (await state(bench, "x"))?.dueAt.getTime() === clock.now().getTime() + leaseMs;
    const bench: DeliveryBench = await open(async () => {
      // Time passes only under a lease that was just renewed, so that a machine that is busy loses none.
      for (let leases = 0; leases < 3; leases++) {
        await until("the lease is renewed", renewedNow);
        clock.advance(0.9 * leaseMs);
      }
      return "exchange";
    }, { leaseMs }, clock);
    await bench.service.start();
    await bench.notify("p.example", "x");
    await delivered(bench, 1);
    expect(bench.attempts).toEqual(["p.example/x"]);
    expect(await state(bench, "x")).toMatchObject({ attempts: 1 });
  });

  test("stopping ends what has begun, begins nothing more and loses nothing", async () => {
    const held = gate();
    const bench = await open(async () => {
      await held.opened;
      return "exchange";
    });
    for (let partner = 0; partner < 10; partner++) await bench.notify(`p${partner}.example`, "a", "b", "c");
    await bench.service.start();
    await until("some attempts have begun", () => bench.attempts.length >= 4);
    const begun = bench.attempts.length;
    const stopped = bench.service.stop();
    await pause(50);
    held.open();
    await stopped;
    const rows = await bench.rows();
    expect(bench.attempts).toHaveLength(begun);
    expect(rows.filter((row) => row.state === "delivered")).toHaveLength(begun);
    expect(rows).toHaveLength(30);
  });
};
