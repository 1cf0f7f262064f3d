/**
 * Two institutions do whatever they like with nominations, in any order, while notices wait, arrive late, or arrive twice. When all has
 * been delivered, both see the same.
 */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { EwpError } from "../../../src/kernel/errors.js";
import { type NominationNetwork, nominationNetwork, type Notice, type Side } from "../../support/nominations/nomination-network.js";
import { content, student } from "../../support/nominations/samples.js";

interface World extends NominationNetwork {
  readonly delivered: Notice[];
  edits: number;
}
interface Step {
  readonly on: "a" | "b";
  readonly what: keyof typeof ACTIONS;
  /** Chooses among what is there. */
  readonly pick: number;
}

const actor = "office";
const chosen = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];
const own = async ({ store, heiId }: Side) => (await store.omobilities(heiId, {}, { limit: 100 })).items;
const theirs = async ({ store, heiId }: Side) => (await store.imobilities(heiId, {}, { limit: 100 })).items;
type Action = (world: World, side: Side, pick: number) => Promise<unknown>;

const onOwn = (act: (side: Side, command: { heiId: Side["heiId"]; id: Awaited<ReturnType<typeof own>>[number]["id"]; actor: string }, world: World) => Promise<unknown>): Action => async (world, side, pick) => {
  const one = chosen(await own(side), pick);
  return one && act(side, { heiId: side.heiId, id: one.id, actor }, world);
};
const form = (world: World) => ({ student: student({ email: `${++world.edits}@rive.example` }), content: content({ comment: `wish ${world.edits}` }) });
const decideWith = (decision: "approve" | "reject"): Action => async (_world, side, pick) => {
  const one = chosen(await theirs(side), pick);
  return one && side.nominations.decide({ heiId: side.heiId, partnerHeiId: side.partnerHeiId, id: one.id, actor, decision, proposalId: one.current.proposal.id, ...(decision === "reject" && { comment: "full" }) });
};

const ACTIONS = {
  create: async (world, side) => (await own(side)).length < 3 && side.nominations.create({ heiId: side.heiId, partnerHeiId: side.partnerHeiId, actor, ...form(world) }),
  send: onOwn((side, command) => side.nominations.send(command)),
  edit: onOwn((side, command, world) => side.nominations.edit({ ...command, ...form(world) })),
  editStudent: onOwn(async (side, command, world) => {
    const { proposal } = await side.nominations.omobility(command.heiId, command.id);
    return side.nominations.edit({ ...command, student: form(world).student, content: proposal.content });
  }),
  cancel: onOwn((side, command) => side.nominations.cancel(command)),
  replace: onOwn(async (side, command, world) => (await own(side)).length < 4 && side.nominations.replace({ ...command, ...form(world) })),
  approve: decideWith("approve"),
  reject: decideWith("reject"),
  dates: async (_world, side, pick) => {
    const one = chosen(await theirs(side), pick);
    return one && side.nominations.enterDates({ heiId: side.heiId, partnerHeiId: side.partnerHeiId, id: one.id, actor, stay: { arrival: `2026-09-0${1 + (pick % 9)}` } });
  },
  deliver: async (world, _side, pick) => {
    const notice = chosen(world.pending(), pick);
    if (!notice) return;
    world.delivered.push(notice);
    await world.deliver(notice);
  },
  deliverAgain: async (world, _side, pick) => {
    const notice = chosen(world.delivered, pick);
    if (notice) await world.deliver(notice);
  },
} satisfies Record<string, Action>;

/** Only refusals may come out of a command: never another error. */
const perform = async (world: World, { on, what, pick }: Step): Promise<void> => {
  try {
    await (ACTIONS[what] as Action)(world, world[on], pick);
  } catch (error) {
    if (!(error instanceof EwpError)) throw error;
  }
};

const DECISION = { approved: "approve", rejected: "reject", pending: undefined } as const;

/** At rest the receiving side sees what the sending side has, decision by decision, and the sending side sees the dates. */
const compareSides = async (world: World): Promise<void> => {
  for (const [sender, receiver] of [[world.a, world.b], [world.b, world.a]] as const)
    for (const mine of (await own(sender)).filter(({ stage }) => stage === "sent")) {
      const seen = await receiver.nominations.imobility(receiver.heiId, sender.heiId, mine.id);
      expect([seen.current.student, seen.current.proposal, seen.current.status, seen.current.faults]).toEqual([mine.student, mine.proposal, mine.status, []]);
      expect(mine.delivered).toBeDefined();
      const last = mine.verdicts.filter(({ proposalId }) => proposalId === mine.proposal.id).at(-1)?.decision;
      if (mine.status !== "cancelled") expect(last).toBe(DECISION[mine.status]);
      expect([mine.stay?.arrival, mine.stay?.departure]).toEqual([seen.stay.arrival, seen.stay.departure]);
    }
};

const step: fc.Arbitrary<Step> = fc.record({
  on: fc.constantFrom("a" as const, "b" as const),
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<Step["what"]>("approve", "reject", "deliver") },
    { weight: 3, arbitrary: fc.constantFrom<Step["what"]>(...(Object.keys(ACTIONS) as Step["what"][])) },
  ),
  pick: fc.nat(7),
});
const WAY: readonly (readonly ["a" | "b", Step["what"]])[] = [["a", "create"], ["a", "send"], ["a", "deliver"], ["b", "approve"], ["a", "deliver"], ["b", "dates"], ["b", "deliver"]];
const began = async (steps: number): Promise<World> => {
  const fresh: World = { ...nominationNetwork(), delivered: [], edits: 0 };
  for (const [on, what] of WAY.slice(0, steps)) await perform(fresh, { on, what, pick: 0 });
  return fresh;
};

describe("two sides", () => {
  test("the usual way ends with an approved nomination whose dates are known to both", async () => {
    const it = await began(WAY.length);
    await it.settle();
    expect(await own(it.a)).toMatchObject([{ status: "approved", stay: { arrival: "2026-09-01" }, verdicts: [{ decision: "approve" }] }]);
    expect(await theirs(it.b)).toMatchObject([{ current: { status: "approved" }, verdicts: [{ decision: "approve" }] }]);
    await compareSides(it);
  });

  test("whatever they do, they end with the same view, and repetitions change nothing", async () => {
    await fc.assert(fc.asyncProperty(fc.nat(WAY.length), fc.array(step, { maxLength: 40, size: "max" }), async (start, steps) => {
      const it = await began(start);
      for (const each of steps) await perform(it, each);
      it.delivered.push(...it.pending());
      await it.settle();
      await compareSides(it);
      const before = [it.a.store.changes.length, it.b.store.changes.length];
      for (const notice of it.delivered) await it.deliver(notice);
      expect([it.a.store.changes.length, it.b.store.changes.length]).toEqual(before);
      expect(it.pending()).toEqual([]);
    }), { numRuns: 200 });
  });
});
