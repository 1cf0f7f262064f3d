import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { budgetsOf, createBudgets } from "../../src/kernel/budgets.js";

const at = (seconds: number) => new Date(seconds * 1000);

test("as much at once as a minute has, then at its pace, and the pause that is told is enough", () => {
  const budgets = createBudgets({ perMinute: 6, capacity: 10 });
  expect(Array.from({ length: 8 }, () => budgets.take("a", at(0)))).toEqual([0, 0, 0, 0, 0, 0, 10, 10]);
  expect(budgets.take("a", at(9))).toBe(1);
  expect([budgets.take("a", at(10)), budgets.take("a", at(10))]).toEqual([0, 10]);
  expect(budgets.take("b", at(10))).toBe(0);
});

test("a clock that runs backwards takes nothing away and gives nothing", () => {
  const budgets = createBudgets({ perMinute: 1, capacity: 10 });
  expect([budgets.take("a", at(100)), budgets.take("a", at(0)), budgets.take("a", at(59)), budgets.take("a", at(61))]).toEqual([0, 60, 1, 0]);
});

test("0 is no limit", () => {
  const none = budgetsOf(0, 1);
  expect(Array.from({ length: 1000 }, () => none.take("a", at(0))).every((seconds) => seconds === 0)).toBe(true);
});

test("memory is bounded: beyond the capacity the first budget is forgotten", () => {
  const budgets = createBudgets({ perMinute: 1, capacity: 2 });
  for (const key of ["a", "b", "c"]) budgets.take(key, at(0));
  expect(["b", "c", "a"].map((key) => budgets.take(key, at(0)))).toEqual([60, 60, 0]);
});

test("whatever the pace of calls, nobody gets more than the burst and the minutes that passed, and nobody pays for another", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom("a", "b")), { maxLength: 300 }), (perMinute, calls) => {
    const both = createBudgets({ perMinute, capacity: 10 });
    const alone = createBudgets({ perMinute, capacity: 10 });
    let [now, passed] = [0, 0];
    for (const [pause, key] of calls) {
      now += pause;
      const wait = both.take(key, at(now));
      if (key !== "a") continue;
      expect(alone.take("a", at(now))).toBe(wait);
      if (wait === 0) passed += 1;
    }
    expect(passed).toBeLessThanOrEqual(perMinute + (now / 60) * perMinute + 1e-6);
  }));
});
