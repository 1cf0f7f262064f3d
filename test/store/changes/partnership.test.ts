import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Imobility } from "../../../src/domain/nominations/model.js";
import { omobilityId, type OmobilityId } from "../../../src/kernel/ids.js";
import type { Store } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { A, B } from "../../support/nominations/nomination-network.js";
import { imobility } from "../../support/nominations/samples.js";
import { embeddedStore } from "../../support/servers/embedded.js";

const clock = steeredClock();
let store: Store;
beforeAll(async () => { store = await embeddedStore({ clock, logger: keptLog() }); });
afterAll(() => store.close());

const scope = (id: OmobilityId) => ({ heiId: B, partnerHeiId: A, id });
const known = (id: OmobilityId) => store.nominations.imobility(B, A, id);

/** One more revision, seen to be made on the one before. */
const oneMore = (id: OmobilityId, seen: number[] = []) => store.nominations.decideImobility(scope(id), (found, now) => {
  seen.push(found?.revision ?? 0);
  const next: Imobility = { ...imobility({ id, heiId: B, partnerHeiId: A }), revision: (found?.revision ?? 0) + 1, changedAt: now };
  return { imobility: next, changes: [] };
});

describe("decisions of one partnership that come together", () => {
  test("are made one after another, each on what the one before left", async () => {
    const id = omobilityId("together");
    const seen: number[] = [];
    await Promise.all(Array.from({ length: 40 }, () => oneMore(id, seen)));
    expect(seen).toEqual(Array.from({ length: 40 }, (_, at) => at));
    expect((await known(id))?.revision).toBe(40);
  });

  test("one that is refused is refused for whom it is meant; the others are kept, and nothing of it", async () => {
    const ids = Array.from({ length: 6 }, (_, at) => omobilityId(`apart-${at}`));
    const answers = await Promise.allSettled(ids.map((id, at) => (at === 3
      ? store.nominations.decideImobility(scope(id), () => { throw new RangeError("not this one"); })
      : oneMore(id))));
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(answers[3]).toMatchObject({ reason: new RangeError("not this one") });
    expect((await Promise.all(ids.map(known))).map((one) => one?.revision)).toEqual([1, 1, 1, undefined, 1, 1]);
  });

  test("whatever the order and whoever fails, what is kept is what was said to be kept", async () => {
    let run = 0;
    const plans = fc.array(fc.record({ object: fc.nat(3), turns: fc.nat(2), fails: fc.boolean() }), { maxLength: 15 });
    await fc.assert(fc.asyncProperty(plans, async (plan) => {
      run += 1;
      const idOf = (object: number) => omobilityId(`plan-${run}-${object}`);
      const kept = await Promise.all(plan.map(async ({ object, turns, fails }) => {
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        const made = fails ? store.nominations.decideImobility(scope(idOf(object)), () => { throw new RangeError("no"); }) : oneMore(idOf(object));
        return made.then(() => object, () => undefined);
      }));
      for (const object of [0, 1, 2, 3]) expect((await known(idOf(object)))?.revision ?? 0).toBe(kept.filter((one) => one === object).length);
    }), { numRuns: 15 });
  });
});
