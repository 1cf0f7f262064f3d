import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Attempt } from "../../src/delivery/attempt.js";
import { CircuitBreaker } from "../../src/delivery/circuit-breaker.js";
import { DEFAULT_RETRY } from "../../src/delivery/retry-policy.js";
import { workOn, type WorkerParts } from "../../src/delivery/worker.js";
import { heiId } from "../../src/kernel/ids.js";
import type { Delivery, Outcome } from "../../src/outbox/model.js";
import type { Store } from "../../src/store/open.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";
import { embeddedStore } from "../support/servers/embedded.js";
import { until } from "../support/until.js";

const A = heiId("rive.example");
const P = heiId("lac.example");
const LEASE_MS = 60_000;
const NO_ANSWER: Outcome = { result: "retry", reason: "No answer." };

const clock = steeredClock();
let store: Store;
beforeAll(async () => { store = await embeddedStore({ clock, logger: keptLog() }); });
afterAll(() => store.close());
beforeEach(async () => {
  clock.advance(10 * LEASE_MS);
  for (const left of await claim()) await store.outbox.finish(left, { state: "delivered", dueAt: clock.now(), endedAt: clock.now() });
  await store.outbox.forget({ delivered: new Date("2099-01-01"), failed: new Date("2099-01-01") });
});

const claim = (limit = 100) => store.outbox.claim({ now: clock.now(), leaseMs: LEASE_MS, limit, perPartner: limit });
const add = (...ids: string[]) => store.outbox.add(ids.map((objectId) => ({ kind: "omobility-cnr", heiId: A, partnerHeiId: P, objectId, dueAt: clock.now() })));
const rows = async () => (await store.outbox.list(A, {}, { limit: 100 })).items.map(({ objectId, state, attempts }) => `${objectId} ${state} ${attempts}`).sort();

const bench = (attempt: Attempt, more: Partial<WorkerParts> = {}) => {
  const tried: string[] = [];
  const breaker = new CircuitBreaker();
  const log = keptLog();
  const work = workOn({
    outbox: store.outbox, breaker, retry: DEFAULT_RETRY, leaseMs: LEASE_MS, clock, random: { fraction: () => 0.5 }, logger: log, objectsPerCall: () => 3, ...more,
    attempt: (delivery) => { tried.push(delivery.objectId); return attempt(delivery); },
  });
  /** Claims one row and works on it. */
  const once = async (): Promise<void> => {
    const [lead] = await claim(1);
    if (lead) await work(lead);
  };
  return { tried, breaker, log, work, once };
};

describe("a row takes along what the same call can ask for", () => {
  test("as many as the partner takes, the oldest first, each to its own end", async () => {
    await add("a", "b", "c", "d");
    const { once, tried } = bench(async ({ objectId }) => ({ a: NO_ANSWER, b: { result: "stopped", reason: "Refused." } } as Record<string, Outcome>)[objectId] ?? { result: "delivered" });
    await once();
    expect(tried).toEqual(["a", "b", "c"]);
    expect(await rows()).toEqual(["a waiting 1", "b stopped 1", "c delivered 1", "d waiting 0"]);
  });

  test("nothing where each is asked for by itself", async () => {
    await add("a", "b");
    const { once, tried } = bench(async () => ({ result: "delivered" }), { objectsPerCall: () => 1 });
    await once();
    expect(tried).toEqual(["a"]);
  });

  test("a call that failed counts once for the partner's health; a partner that is silent gets one row at a time", async () => {
    const { once, tried, breaker } = bench(async () => NO_ANSWER);
    for (const round of [1, 2, 3]) {
      await add(...["a", "b", "c"].map((id) => `${id}${round}`));
      expect(breaker.silent()).toEqual([]);
      await once();
    }
    expect(breaker.silent()).toEqual([P]);
    expect(tried).toHaveLength(9);
    await add("x", "y");
    await once();
    expect(tried.slice(9)).toEqual(["x"]);
  });

  test("a process that died between: all of it is tried again when the leases end, and what the dead one says then counts for nothing", async () => {
    await add("a", "b", "c");
    let answer: (outcome: Outcome) => void = () => undefined;
    const said = new Promise<Outcome>((resolve) => { answer = resolve; });
    const dead = bench(() => said);
    const ended = dead.once();
    await until("all of it is tried", () => dead.tried.length === 3);
    clock.advance(LEASE_MS);
    const alive = bench(async () => ({ result: "delivered" }));
    await alive.once();
    expect(alive.tried).toEqual(["a", "b", "c"]);
    answer({ result: "stopped", reason: "Refused." });
    await ended;
    expect(await rows()).toEqual(["a delivered 1", "b delivered 1", "c delivered 1"]);
    expect(dead.log.lines.map(({ message }) => message)).toEqual(Array.from({ length: 3 }, () => "a delivery lost its lease while it was tried; its outcome counts for nothing"));
  });

  test("what cannot be noted of one is lost for no other, and stays leased", async () => {
    await add("a", "b", "c");
    const finish: typeof store.outbox.finish = async (delivery: Delivery, end) => {
      if (delivery.objectId === "b") throw new Error("the database is away");
      return store.outbox.finish(delivery, end);
    };
    const { once, log } = bench(async () => ({ result: "delivered" }), { outbox: { ...store.outbox, finish } });
    await once();
    expect(await rows()).toEqual(["a delivered 1", "b leased 0", "c delivered 1"]);
    expect(log.lines.filter(({ level }) => level !== "debug")).toMatchObject([{ level: "error", message: "the outcome of a delivery could not be noted", facts: { error: "Error: the database is away" } }]);
  });

  test("a database that gives nothing along leaves the row to be tried by itself", async () => {
    await add("a", "b");
    const { once, tried } = bench(async () => ({ result: "delivered" }), { outbox: { ...store.outbox, takeAlong: async () => { throw new Error("the database is away"); } } });
    await once();
    expect(tried).toEqual(["a"]);
  });
});
