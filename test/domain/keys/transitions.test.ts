import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type HostKey, isPublished, KEY_PURPOSES, type KeyPurpose, stateOf } from "../../../src/domain/keys/model.js";
import { advance, keyIn, nextStep, withdraw } from "../../../src/domain/keys/transitions.js";
import { heiId } from "../../../src/kernel/ids.js";

const HOUR = 3_600_000;
const policy = { graceMs: 3 * HOUR, overlapMs: 120 * HOUR };
const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * HOUR);
const key = (fingerprint: string, hours: number, more: Partial<HostKey> = {}, purpose: KeyPurpose = "client"): HostKey =>
  ({ heiId: heiId("rive.example"), purpose, fingerprint, sealed: `sealed ${fingerprint}`, createdAt: at(hours), ...more });
const step = (keys: readonly HostKey[], hours: number, seen: readonly string[] | undefined) =>
  advance(keys, { now: at(hours), policy, isSeen: seen && (({ fingerprint }) => seen.includes(fingerprint)) || (() => undefined) });
const states = (keys: readonly HostKey[]) => keys.map(stateOf);

describe("a rotation", () => {
  const start = [key("old", -100, { usedAt: at(-100) }), key("new", 0)];

  test("goes from announced to in use to withdrawn, each at its time", () => {
    expect(states(step(start, 1, ["old"]))).toEqual(["in-use", "announced"]);
    const seen = step(start, 2, ["old", "new"]);
    expect([states(seen), seen[1]?.seenAt]).toEqual([["in-use", "announced"], at(2)]);
    expect(states(step(seen, 4.99, ["old", "new"]))).toEqual(["in-use", "announced"]);
    const used = step(seen, 5, ["old", "new"]);
    expect([states(used), used[0]?.retiredAt, used[1]?.usedAt]).toEqual([["retiring", "in-use"], at(5), at(5)]);
    expect(states(step(used, 124.99, ["old", "new"]))).toEqual(["retiring", "in-use"]);
    const over = step(used, 125, ["old", "new"]);
    expect([states(over), over[0]?.withdrawnAt, over[0]?.sealed]).toEqual([["withdrawn", "in-use"], at(125), undefined]);
  });
  test("stands still without a catalogue, and begins to count anew when the catalogue drops the new key", () => {
    const seen = step(start, 2, ["old", "new"]);
    expect(step(seen, 4, undefined)[1]).toBe(seen[1]);
    const dropped = step(seen, 10, ["old"]);
    expect([states(dropped), dropped[1]?.seenAt]).toEqual([["in-use", "announced"], undefined]);
    expect(step(dropped, 11, ["new"])[1]?.seenAt).toEqual(at(11));
  });
  test("withdraws nothing while the catalogue does not show the key that signs", () => {
    const used = [key("old", -100, { usedAt: at(-100), retiredAt: at(5) }), key("new", 0, { usedAt: at(5) })];
    expect(states(step(used, 500, ["old"]))).toEqual(["retiring", "in-use"]);
    expect(states(step(used, 500, undefined))).toEqual(["retiring", "in-use"]);
  });
  test("tells what comes next, and when", () => {
    const next = (keys: readonly HostKey[]) => keys.map((one) => nextStep(one, keys, policy));
    expect(next(start)).toEqual([{ state: "retiring" }, { state: "in-use" }]);
    const seen = step(start, 2, ["new"]);
    expect(next(seen)).toEqual([{ state: "retiring", at: at(5) }, { state: "in-use", at: at(5) }]);
    expect(next(step(seen, 5, ["new"]))).toEqual([{ state: "withdrawn", at: at(125) }, undefined]);
  });
});

describe("a compromised key", () => {
  const substitute = key("fresh", 1);
  test("that signs is replaced at once, by the announced one if there is one", () => {
    const alone = withdraw([key("old", 0, { usedAt: at(0) })], { fingerprint: "old", now: at(1), compromised: true, substitute });
    expect(alone).toEqual([{ ...key("old", 0, { usedAt: at(0), withdrawnAt: at(1), compromised: true }), sealed: undefined }, { ...substitute, usedAt: at(1) }]);
    const announced = withdraw([key("old", 0, { usedAt: at(0) }), key("new", 0)], { fingerprint: "old", now: at(1), compromised: true, substitute });
    expect(announced.map(({ fingerprint }) => fingerprint)).toEqual(["old", "new"]);
    expect(states(announced)).toEqual(["compromised", "in-use"]);
  });
  test("that does not sign leaves the others as they are", () => {
    const keys = [key("old", 0, { usedAt: at(0), retiredAt: at(1) }), key("new", 0, { usedAt: at(1) })];
    expect(states(withdraw(keys, { fingerprint: "old", now: at(2), compromised: true, substitute }))).toEqual(["compromised", "in-use"]);
  });
});

/** What can happen to the keys of an institution, in any order. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant("advance" as const), seen: fc.option(fc.array(fc.nat(40), { maxLength: 30 }), { nil: undefined }) }),
  fc.record({ kind: fc.constant("rotate" as const), purpose: fc.constantFrom(...KEY_PURPOSES) }),
  fc.record({ kind: fc.constant("withdraw" as const), pick: fc.nat(40), compromised: fc.boolean() }),
);

test("whatever happens: one key of each purpose signs, it is published, destroyed keys never come back, and a key that replaces a good one was seen for the grace period", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), happening), { maxLength: 60 }), (story) => {
    let made = 0;
    const fresh = (purpose: KeyPurpose, hours: number) => key(`${made++}`, hours, {}, purpose);
    let hours = 0;
    let keys = step([fresh("client", 0), fresh("server", 0)], 0, undefined);
    for (const [pause, what] of story) {
      hours += pause;
      const before = keys;
      if (what.kind === "advance") {
        keys = step(keys, hours, what.seen?.map(String));
        const again = step(keys, hours, what.seen?.map(String));
        expect(again.every((one, index) => one === keys[index])).toBe(true);
      } else if (what.kind === "rotate") {
        if (!keyIn(keys, what.purpose, "announced")) keys = [...keys, fresh(what.purpose, hours)];
      } else {
        const target = keys.filter(isPublished)[what.pick];
        if (target && (what.compromised || stateOf(target) !== "in-use")) {
          keys = withdraw(keys, { fingerprint: target.fingerprint, now: at(hours), compromised: what.compromised, substitute: fresh(target.purpose, hours) });
        }
      }
      for (const purpose of KEY_PURPOSES) expect(keys.filter((one) => one.purpose === purpose && stateOf(one) === "in-use")).toHaveLength(1);
      for (const one of keys) {
        expect(one.sealed === undefined).toBe(!isPublished(one));
        const earlier = before.find(({ fingerprint }) => fingerprint === one.fingerprint);
        if (earlier && !isPublished(earlier)) expect(one).toBe(earlier);
        if (what.kind === "advance" && stateOf(one) === "in-use" && earlier && stateOf(earlier) !== "in-use") {
          expect(one.seenAt && at(hours).getTime() - one.seenAt.getTime()).toBeGreaterThanOrEqual(policy.graceMs);
        }
        const times = [one.createdAt, one.usedAt, one.retiredAt, one.withdrawnAt].flatMap((time) => time?.getTime() ?? []);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }
    }
  }), { numRuns: 300 });
});
