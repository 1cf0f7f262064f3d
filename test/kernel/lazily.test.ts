import { describe, expect, test } from "@jest/globals";
import { lazily } from "../../src/kernel/lazily.js";

describe("a value made when it is first asked for", () => {
  test("nothing is made before; then once, for all who ask at the same time", async () => {
    let makings = 0;
    const value = lazily(async () => ++makings);
    expect(await value.made()).toBeUndefined();
    expect(makings).toBe(0);
    expect(await Promise.all([value.get(), value.get()])).toEqual([1, 1]);
    expect(await value.made()).toBe(1);
  });

  test("a failure is told to who asked, and the next question tries again", async () => {
    let makings = 0;
    const value = lazily(async () => {
      makings++;
      if (makings === 1) throw new Error("not today");
      return makings;
    });
    const first = value.get();
    expect(await value.made()).toBeUndefined();
    await expect(first).rejects.toThrow("not today");
    expect(await value.get()).toBe(2);
  });
});
