import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DEFAULT_RETRY, longestWaits, nextAttempt, retryDelay } from "../../src/delivery/retry-policy.js";

const fraction = fc.double({ min: 0, max: 0.999_999, noNaN: true });

describe("waits", () => {
  test("without luck either way: 5 s, then three times as long, up to hours", () => {
    const seconds = Array.from({ length: 9 }, (_, i) => retryDelay(DEFAULT_RETRY, i + 1, 0.5) / 1000);
    expect(seconds).toEqual([5, 15, 45, 135, 405, 1215, 3645, 5760, 5760]);
  });

  test("grow from attempt to attempt whatever the chance, and never exceed the cap", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fraction, fraction, (attempts, a, b) => {
      expect(retryDelay(DEFAULT_RETRY, attempts + 1, b)).toBeGreaterThan(retryDelay(DEFAULT_RETRY, attempts, a));
    }));
    fc.assert(fc.property(fc.integer({ min: 1, max: 2000 }), fraction, (attempts, chance) => {
      expect(retryDelay(DEFAULT_RETRY, attempts, chance)).toBeLessThanOrEqual(DEFAULT_RETRY.capMs);
    }));
  });
});

test("no wait is longer than the longest, whatever the policy", () => {
  expect(longestWaits(DEFAULT_RETRY).slice(0, 3)).toEqual([0, 6_250, 18_750]);
  const policy = fc.record({ baseMs: fc.integer({ min: 10, max: 9_999 }), factor: fc.double({ min: 1.5, max: 9, noNaN: true }), capMs: fc.integer({ min: 1, max: 99_999 }), lifeMs: fc.constant(1) });
  fc.assert(fc.property(policy, fc.integer({ min: 1, max: 99 }), fraction, (some, attempts, chance) => {
    const waits = longestWaits(some);
    expect(retryDelay(some, attempts, chance)).toBeLessThanOrEqual(waits[Math.min(attempts, waits.length - 1)] ?? 0);
  }));
});

describe("the life of a delivery", () => {
  const createdAt = new Date("2026-03-01T00:00:00Z");
  const end = createdAt.getTime() + DEFAULT_RETRY.lifeMs;

  test("ends with a last attempt at its end", () => {
    expect(nextAttempt(DEFAULT_RETRY, { attempts: 40, createdAt, at: new Date(end - 60_000) }, 0.5)).toEqual(new Date(end));
    expect(nextAttempt(DEFAULT_RETRY, { attempts: 41, createdAt, at: new Date(end) }, 0.5)).toBeUndefined();
  });

  test("has its next attempt later than the failed one and not after the end", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: DEFAULT_RETRY.lifeMs - 1 }), fraction, (attempts, age, chance) => {
      const at = new Date(createdAt.getTime() + age);
      const next = nextAttempt(DEFAULT_RETRY, { attempts, createdAt, at }, chance)?.getTime() ?? 0;
      expect(next).toBeGreaterThan(at.getTime());
      expect(next).toBeLessThanOrEqual(end);
    }));
  });
});
