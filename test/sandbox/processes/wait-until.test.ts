import { expect, test } from "@jest/globals";
import { GaveUp, messageOf, NotInTime, waitUntil } from "../../../src/sandbox/processes/wait-until.js";

test("asks until there is a value, whatever is thrown meanwhile", async () => {
  let asked = 0;
  await expect(waitUntil("it", 10, async () => {
    asked += 1;
    if (asked === 1) throw new Error("not up");
    return asked === 3 ? "value" : undefined;
  })).resolves.toBe("value");
});

test("ends with what stood in the way", async () => {
  const waiting = waitUntil("the node answers", 0.3, async () => {
    throw new Error("fetch failed", { cause: new Error("ECONNREFUSED") });
  });
  await expect(waiting).rejects.toThrow(NotInTime);
  await expect(waiting).rejects.toThrow("the node answers: not within 0.3 s; last: fetch failed (ECONNREFUSED)");
});

test("ends at once when waiting is pointless", async () => {
  await expect(waitUntil("it", 10, async () => {
    throw new GaveUp("it is refused");
  })).rejects.toThrow("it is refused");
});

test("what is no Error is told too", () => {
  expect(messageOf("text")).toBe("text");
});
