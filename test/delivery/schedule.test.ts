import { expect, test } from "@jest/globals";
import { Schedule } from "../../src/delivery/schedule.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";
import { until } from "../support/until.js";

test("row 107: plans look-ups and sweeps from the first moment on, goes on after a failure, and clears away old rows", async () => {
  const calls: unknown[][] = [];
  const log = keptLog();
  let failures = 1;
  const schedule = new Schedule({
    pulls: { schedule: async (kind, now, everyMs) => {
      calls.push([kind, now, everyMs]);
      if (failures-- > 0) throw new Error("no database");
      return 0;
    } },
    outbox: { forget: async (before) => { calls.push(["forget", before]); return 0; }, correct: async (...given) => { calls.push(["correct", ...given]); return 2; } },
    leaseMs: 9, retry: { baseMs: 1_000, factor: 3, capMs: 5_000, lifeMs: 1 },
    pullEveryMs: 20, sweepEveryMs: 40, keepDeliveredMs: 86_400_000, keepFailedMs: 2 * 86_400_000, clock: steeredClock("2026-03-02T00:00:00Z"), logger: log,
  });
  schedule.start();
  await until("two rounds are over", () => calls.length >= 12);
  await schedule.stop();
  const now = new Date("2026-03-02T00:00:00Z");
  const planned = [
    ["sweep-iias", now, 40], ["pull-iias", now, 20], ["sweep-omobilities", now, 40], ["pull-omobilities", now, 20], ["sweep-imobilities", now, 40],
    ["sweep-omobility-las", now, 40], ["pull-omobility-las", now, 20], ["sweep-imobility-tors", now, 40], ["pull-imobility-tors", now, 20],
  ];
  const cleared = [["forget", { delivered: new Date("2026-03-01T00:00:00Z"), failed: new Date("2026-02-28T00:00:00Z") }], ["correct", now, { leaseMs: 9, waitsMs: [0, 1_250, 3_750, 5_000] }]];
  expect(calls.slice(0, 12)).toEqual([["sweep-iias", now, 40], ...planned, ...cleared]);
  expect(log.lines.map(({ message }) => message).slice(0, 2)).toEqual([
    "the periodic look-ups could not be planned; the next minute tries again", "deliveries were due later than they can be, as if a clock had been ahead; they are due now",
  ]);
});
