import { expect, test } from "@jest/globals";
import { CircuitBreaker } from "../../src/delivery/circuit-breaker.js";
import { heiId } from "../../src/kernel/ids.js";

test("three failures in a row make a partner silent, one answer ends that", () => {
  const breaker = new CircuitBreaker();
  const [down, shaky] = [heiId("down.example"), heiId("shaky.example")];
  for (let i = 0; i < 2; i++) breaker.failed(down);
  expect(breaker.silent()).toEqual([]);
  breaker.failed(down);
  for (let i = 0; i < 5; i++) {
    breaker.failed(shaky);
    breaker.answered(shaky);
  }
  expect(breaker.silent()).toEqual([down]);
  breaker.answered(down);
  expect(breaker.silent()).toEqual([]);
});
