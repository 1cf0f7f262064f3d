import { expect, test } from "@jest/globals";
import { nextQuery, type ScheduleFacts } from "../../../src/registry/refresh/schedule.js";

const MINUTE = 60_000;
const AT = new Date("2026-03-01T08:00:00Z");
const dueIn = (facts: Partial<ScheduleFacts>): number =>
  (nextQuery({ intervalMs: 15 * MINUTE, lastAttempt: AT, failed: false, confirmedAt: AT, ...facts }).getTime() - AT.getTime()) / MINUTE;

test.each<[string, Partial<ScheduleFacts>, number]>([
  ["after a success: the interval", {}, 15],
  ["never rarer than every 3 hours", { intervalMs: 24 * 60 * MINUTE }, 180],
  ["never more often than every minute", { intervalMs: 1 }, 1],
  ["after a failure: 3 minutes", { failed: true }, 3],
  ["after a failure with a shorter interval: the interval", { failed: true, intervalMs: 2 * MINUTE }, 2],
  ["with nothing at hand: every minute", { failed: true, confirmedAt: undefined }, 1],
  ["at start with a copy: a minute after the process before asked", { lastAttempt: undefined }, 1],
])("%s", (_, facts, minutes) => expect(dueIn(facts)).toBe(minutes));

test("at start with nothing at hand: at once", () => {
  expect(nextQuery({ intervalMs: MINUTE, lastAttempt: undefined, failed: false, confirmedAt: undefined })).toEqual(new Date(0));
});
