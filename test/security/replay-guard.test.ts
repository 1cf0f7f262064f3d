import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createReplayGuard } from "../../src/security/replay-guard.js";

const WINDOW = 300_000;
const at = (ms: number): Date => new Date(Date.UTC(2026, 2, 1) + ms);
const guardOf = (capacity = 1000) => createReplayGuard({ windowMs: WINDOW, capacity });

describe("row 26: a request id is admitted once", () => {
  test("the second time is refused, also much later within two windows", () => {
    const guard = guardOf();
    expect(guard.admit("key", "id", at(0))).toBe(true);
    expect([guard.admit("key", "id", at(0)), guard.admit("key", "id", at(2 * WINDOW - 1)), guard.admit("key", "id", at(2 * WINDOW))]).toEqual([false, false, false]);
  });
  test("callers do not use up each other's ids", () => {
    const guard = guardOf();
    expect([guard.admit("a", "id", at(0)), guard.admit("b", "id", at(0))]).toEqual([true, true]);
  });
  test("1000 requests have 1000 ids", () => {
    const guard = guardOf();
    expect(Array.from({ length: 1000 }, (_, i) => guard.admit("key", `id-${i}`, at(i))).every(Boolean)).toBe(true);
  });
  test("it is forgotten after four windows, when its date is long refused", () => {
    const guard = guardOf();
    guard.admit("key", "id", at(0));
    expect(guard.admit("key", "id", at(4 * WINDOW))).toBe(true);
  });
  test("a clock that goes back forgets nothing", () => {
    const guard = guardOf();
    guard.admit("key", "id", at(WINDOW));
    expect(guard.admit("key", "id", at(0))).toBe(false);
  });
});

describe("at capacity", () => {
  test("a flood is admitted and costs the flooder its own oldest ids, never those of others", () => {
    const guard = guardOf(100);
    for (let i = 0; i < 20; i += 1) expect(guard.admit("quiet", `id-${i}`, at(i))).toBe(true);
    for (let i = 0; i < 10_000; i += 1) expect(guard.admit("flooder", `id-${i}`, at(100))).toBe(true);
    for (let i = 0; i < 20; i += 1) expect(guard.admit("quiet", `id-${i}`, at(200))).toBe(false);
    expect([guard.admit("flooder", "id-9999", at(200)), guard.admit("flooder", "id-0", at(200))]).toEqual([false, true]);
  });
  test("a busy caller keeps the newest seven eighths of its ids", () => {
    const guard = guardOf(80);
    for (let i = 0; i < 81; i += 1) expect(guard.admit("busy", `id-${i}`, at(i))).toBe(true);
    for (let i = 80; i >= 10; i -= 1) expect(guard.admit("busy", `id-${i}`, at(100))).toBe(false);
    expect(guard.admit("busy", "id-9", at(100))).toBe(true);
  });
  test("a new caller is admitted and remembered during the flood", () => {
    const guard = guardOf(10);
    for (let i = 0; i < 50; i += 1) guard.admit("flooder", `id-${i}`, at(0));
    expect([guard.admit("new", "id", at(1)), guard.admit("new", "id", at(2))]).toEqual([true, false]);
  });
});

test("below capacity: an id passes exactly when its caller did not use it within two windows, or forgot it after that", () => {
  const steps = fc.array(fc.record({ key: fc.constantFrom("a", "b"), id: fc.constantFrom("1", "2", "3"), wait: fc.nat(2 * WINDOW) }), { maxLength: 60 });
  fc.assert(fc.property(steps, (sequence) => {
    const guard = guardOf();
    const admitted = new Map<string, number>();
    let now = 0;
    for (const { key, id, wait } of sequence) {
      now += wait;
      const age = now - (admitted.get(`${key} ${id}`) ?? -Infinity);
      const passed = guard.admit(key, id, at(now));
      if (age <= 2 * WINDOW) expect(passed).toBe(false);
      if (age === Infinity) expect(passed).toBe(true);
      if (passed) admitted.set(`${key} ${id}`, now);
    }
  }), { numRuns: 500 });
});
