import { describe, expect, test } from "@jest/globals";
import { batched } from "../../../src/store/sql/batched.js";

/** A store that answers when told, and remembers what it was asked. */
const slowStore = () => {
  const asked: { readonly keys: readonly string[]; answer(): void; fail(): void }[] = [];
  const ask = batched((keys: readonly string[]) => new Promise<readonly string[]>((resolve, reject) => {
    asked.push({ keys, answer: () => resolve(keys.map((key) => key.toUpperCase())), fail: () => reject(new Error("the database is away")) });
  }));
  return { asked, ask };
};
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("batched", () => {
  test("what is asked in one turn goes together, and everybody gets the own answer", async () => {
    const { asked, ask } = slowStore();
    const answers = Promise.all(["a", "b", "a"].map(ask));
    await nextTurn();
    expect(asked.flatMap(({ keys }) => [...keys])).toEqual(["a", "b", "a"]);
    asked.forEach(({ answer }) => answer());
    expect(await answers).toEqual(["A", "B", "A"]);
  });

  test("a question never joins a batch that has left", async () => {
    const { asked, ask } = slowStore();
    const [first, second] = [ask("a"), ask("b")];
    await nextTurn();
    const late = ask("c");
    await nextTurn();
    expect(asked[0]?.keys).toEqual(["a", "b"]);
    asked.splice(0).forEach(({ answer }) => answer());
    expect(await Promise.all([first, second])).toEqual(["A", "B"]);
    await nextTurn();
    asked.splice(0).forEach(({ answer }) => answer());
    expect(await late).toBe("C");
  });

  test("a failure is told to those who asked in that batch; the next one goes out", async () => {
    const { asked, ask } = slowStore();
    const failed = expect(ask("a")).rejects.toThrow("the database is away");
    await nextTurn();
    asked.splice(0).forEach(({ fail }) => fail());
    await failed;
    const again = ask("a");
    await nextTurn();
    asked.splice(0).forEach(({ answer }) => answer());
    expect(await again).toBe("A");
  });

  test("more keys than fit go in several batches, none is lost", async () => {
    const ask = batched(async (keys: readonly number[]) => {
      expect(keys.length).toBeLessThanOrEqual(256);
      return keys.map((key) => key * 2);
    });
    const keys = Array.from({ length: 1_000 }, (_, at) => at);
    expect(await Promise.all(keys.map(ask))).toEqual(keys.map((key) => key * 2));
  });
});
