import { afterEach, expect, test } from "@jest/globals";
import { CircuitBreaker } from "../../src/delivery/circuit-breaker.js";
import type { Queue } from "../../src/delivery/queue/queue.js";
import { Relay } from "../../src/delivery/relay.js";
import { heiId } from "../../src/kernel/ids.js";
import type { Delivery } from "../../src/outbox/model.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";
import { until } from "../support/until.js";

const row = (id: string): Delivery =>
  ({ id, kind: "iia-cnr", heiId: heiId("rive.example"), partnerHeiId: heiId("lac.example"), objectId: id, state: "leased", attempts: 0, dueAt: new Date(0), createdAt: new Date(0) });

const bench = (queue: Partial<Queue>, pollMs = 60_000) => {
  const waiting: Delivery[] = [];
  const offered: string[] = [];
  const released: string[] = [];
  const counts = { claims: 0 };
  const log = keptLog();
  const relay = new Relay({
    outbox: {
      claim: async ({ limit }) => { counts.claims += 1; return waiting.splice(0, limit); },
      release: async (rows) => { released.push(...rows.map(({ id }) => id)); waiting.push(...rows); },
    },
    queue: { start: async () => undefined, stop: async () => [], room: async () => 10, offer: async (rows) => void offered.push(...rows.map(({ id }) => id)), ...queue },
    breaker: new CircuitBreaker(), leaseMs: 1000, perPartner: 2, pollMs, clock: steeredClock(), logger: log,
  });
  running.push(relay);
  return { relay, waiting, offered, released, counts, log };
};
const running: Relay[] = [];
afterEach(async () => {
  for (const relay of running.splice(0)) await relay.stop();
});

test("a wake-up is heard at once, also one that comes during a round", async () => {
  const { relay, waiting, offered } = bench({});
  relay.start();
  waiting.push(row("1"));
  relay.wake();
  await until("it is offered", () => offered.length === 1);
  waiting.push(row("2"));
  relay.wake();
  await until("it is offered", () => offered.length === 2);
});

test("without a wake-up it looks by itself", async () => {
  const { relay, waiting, offered } = bench({}, 10);
  relay.start();
  await until("the first look is over", () => waiting.push(row("late")) > 0);
  await until("it is offered", () => offered.includes("late"));
});

test("rows that the queue did not take are released at once", async () => {
  let broken = true;
  const { relay, waiting, released, offered, log } = bench({ offer: async (rows) => {
    if (broken) throw new Error("ECONNREFUSED");
    offered.push(...rows.map(({ id }) => id));
  } }, 10);
  waiting.push(row("1"));
  relay.start();
  await until("it is released", () => released.length > 1);
  broken = false;
  await until("it is offered", () => offered.includes("1"));
  await until("the end is told", () => log.lines.length > 1);
  expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
    ["warn", "deliveries are held up and go on by themselves when this is over"], ["info", "deliveries go on"],
  ]);
});

test("nothing is leased while the queue is away or has no room", async () => {
  let calls = 0;
  const { relay, counts } = bench({ room: async () => {
    if (++calls % 2) throw new Error("Redis is not connected");
    return 0;
  } }, 5);
  relay.start();
  await until("it looked often", () => calls > 6);
  expect(counts.claims).toBe(0);
});
