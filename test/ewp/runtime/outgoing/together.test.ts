import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { PartnerFailure } from "../../../../src/domain/partner-failure.js";
import { together } from "../../../../src/ewp/runtime/outgoing/together.js";
import { heiId } from "../../../../src/kernel/ids.js";

const A = heiId("rive.example");
const P = heiId("lac.example");
const refusal = () => new PartnerFailure({ reason: "The partner answered 400.", retry: false, status: 400 });
const noAnswer = () => new PartnerFailure({ reason: "No answer.", retry: true });
const faulty = (id: string) => new PartnerFailure({ reason: `${id} is faulty.`, retry: false });

type Kind = "served" | "gone" | "faulty" | "refused" | "failing";
const KINDS: readonly Kind[] = ["served", "gone", "faulty", "refused", "failing"];

/** A partner whose ids say what becomes of them: `refused` and `failing` befall the whole call. */
const partner = ({ limit, reads = Infinity }: { readonly limit: number; readonly reads?: number }) => {
  const calls: (readonly string[])[] = [];
  const ask = together({
    idsPerCall: () => limit,
    ask: async (_parties, ids: readonly string[]) => {
      calls.push(ids);
      await new Promise((resolve) => setImmediate(resolve));
      if (ids.some((id) => id.startsWith("refused"))) throw refusal();
      if (ids.some((id) => id.startsWith("failing"))) throw noAnswer();
      const answered = ids.slice(0, reads);
      return (id: string) => {
        if (id.startsWith("faulty")) throw faulty(id);
        return answered.includes(id) && !id.startsWith("gone") ? `document of ${id}` : undefined;
      };
    },
  });
  return { calls, ask: (id: string) => ask(A, P, id), askAll: (ids: readonly string[]) => Promise.allSettled(ids.map((id) => ask(A, P, id))) };
};

const alone = (id: string): PromiseSettledResult<string | undefined> => {
  if (id.startsWith("served")) return { status: "fulfilled", value: `document of ${id}` };
  if (id.startsWith("gone")) return { status: "fulfilled", value: undefined };
  return { status: "rejected", reason: id.startsWith("refused") ? refusal() : id.startsWith("failing") ? noAnswer() : faulty(id) };
};

describe("what is asked together", () => {
  test("goes in one call as far as the partner takes it, each id once, in the order of the questions", async () => {
    const { askAll, calls } = partner({ limit: 3 });
    expect(await askAll(["served-1", "served-2", "served-1", "served-3", "served-4"])).toEqual(["served-1", "served-2", "served-1", "served-3", "served-4"].map(alone));
    expect(calls).toEqual([["served-1", "served-2"], ["served-3", "served-4"]]);
  });

  test("while two calls are under way waits for one of them and joins none that has left", async () => {
    const { ask, askAll, calls } = partner({ limit: 10 });
    const first = ask("served-1");
    await new Promise((resolve) => setImmediate(resolve));
    const second = ask("served-2");
    await new Promise((resolve) => setImmediate(resolve));
    const rest = askAll(["served-3", "served-1"]);
    await Promise.all([first, second, rest]);
    expect(calls.slice(0, 2)).toEqual([["served-1"], ["served-2"]]);
    expect(calls.flat().filter((id) => id === "served-1")).toHaveLength(2);
  });

  test("is asked for at once where the partner takes one", async () => {
    const { askAll, calls } = partner({ limit: 1 });
    const asked = askAll(["served-1", "served-2", "gone-1", "served-1"]);
    expect(calls).toEqual([["served-1"], ["served-2"], ["gone-1"], ["served-1"]]);
    expect(await asked).toEqual(["served-1", "served-2", "gone-1", "served-1"].map(alone));
  });

  test("is asked for by itself where a bundle was refused, so that one bad id is the failure of nobody else", async () => {
    const { askAll, calls } = partner({ limit: 10 });
    const ids = ["served-1", "refused-1", "served-2"];
    expect(await askAll(ids)).toEqual(ids.map(alone));
    expect(calls).toEqual([ids, ["served-1"], ["refused-1"], ["served-2"]]);
  });

  test("is gone only when an answer to itself lacks it: a partner that reads one id of several loses nothing", async () => {
    const { askAll, calls } = partner({ limit: 10, reads: 1 });
    const ids = ["served-1", "served-2", "gone-1", "served-3"];
    expect(await askAll(ids)).toEqual(ids.map(alone));
    expect(calls).toEqual([ids, ["served-2"], ["gone-1"], ["served-3"]]);
  });

  test("is not asked for further when the partner fails for one by itself too", async () => {
    const { askAll, calls } = partner({ limit: 10 });
    expect(await askAll(["served-1", "failing-1", "served-2", "served-3"])).toEqual([alone("served-1"), alone("failing-1"), alone("failing-1"), alone("failing-1")]);
    expect(calls).toHaveLength(3);
  });

  test("a trouble of our own is everybody's, at once", async () => {
    const broken = together<string, string>({ idsPerCall: () => 10, ask: async () => { throw new TypeError("undefined is not a function"); } });
    expect((await Promise.allSettled(["a", "b"].map((id) => broken(A, P, id)))).map((one) => (one.status === "rejected" ? String(one.reason) : one.value))).toEqual(["TypeError: undefined is not a function", "TypeError: undefined is not a function"]);
  });

  test("partners and institutions of ours are asked apart", async () => {
    const asked: string[] = [];
    const ask = together<string, string>({ idsPerCall: () => 10, ask: async ({ from, to }, ids) => { asked.push(`${from} ${to} ${ids.join()}`); return (id) => id; } });
    await Promise.all([ask(A, P, "x"), ask(A, heiId("delta.example"), "x"), ask(heiId("delta.example"), P, "x"), ask(A, P, "y")]);
    expect(asked.sort()).toEqual(["delta.example lac.example x", "rive.example delta.example x", "rive.example lac.example x,y"]);
  });

  test("everybody gets what asking alone would give, or the failure for which the partner was asked no further; no call is too long", async () => {
    const questions = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(8), fc.nat(3)), { maxLength: 40 });
    await fc.assert(fc.asyncProperty(questions, fc.integer({ min: 1, max: 7 }), fc.constantFrom(1, 2, Infinity), async (asked, limit, reads) => {
      const { ask, calls } = partner({ limit, reads });
      const answers = await Promise.all(asked.map(async ([kind, number, turns]) => {
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        const id = `${kind}-${number}`;
        return { id, given: (await Promise.allSettled([ask(id)]))[0] };
      }));
      const someFail = asked.some(([kind]) => kind === "failing");
      for (const { id, given } of answers) {
        const stoodFor = someFail && limit > 1 && given?.status === "rejected" && (given.reason as PartnerFailure).retry;
        if (!stoodFor) expect(given).toEqual(alone(id));
      }
      expect(calls.every((ids) => ids.length <= limit && new Set(ids).size === ids.length)).toBe(true);
    }), { numRuns: 200 });
  });
});
