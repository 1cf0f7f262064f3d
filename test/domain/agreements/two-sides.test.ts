/**
 * Two institutions do whatever they like, in any order, while notices wait, arrive late, or arrive twice. When all has been
 * delivered, both see the same agreements.
 */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Agreement } from "../../../src/domain/agreements/model.js";
import { inForceNow } from "../../../src/domain/agreements/standing.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { EwpError } from "../../../src/kernel/errors.js";
import type { IiaId } from "../../../src/kernel/ids.js";
import { agreementNetwork, condition, content, type AgreementNetwork, type Notice, type Side } from "../../support/agreements/agreement-network.js";

interface World extends AgreementNetwork {
  readonly delivered: Notice[];
  /** Pairs of hashes, A's first, that were once approved by both in truth, whoever knew. */
  readonly agreed: Set<string>;
  edits: number;
}

interface Step {
  readonly on: "a" | "b";
  readonly what: keyof typeof ACTIONS;
  /** Chooses among what is there. */
  readonly pick: number;
  readonly other: number;
}

const actor = "office";
const page = { limit: 100 };
const owned = async ({ agreements, heiId }: Side): Promise<readonly Agreement[]> => (await agreements.list(heiId, {}, page)).items.map(({ agreement }) => agreement);
const living = async (side: Side): Promise<readonly Agreement[]> => (await owned(side)).filter(({ stage }) => stage !== "deleted");
const chosen = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];
const theirIds = async ({ agreements, heiId }: Side): Promise<readonly IiaId[]> => (await agreements.partnerCopies(heiId, {}, page)).items.map(({ iiaId }) => iiaId);

type Action = (world: World, side: Side, step: Step) => Promise<unknown>;
const onOne = (act: (side: Side, command: { heiId: Side["heiId"]; id: IiaId; actor: string }, step: Step, world: World) => Promise<unknown>): Action => async (world, side, step) => {
  const one = chosen(await living(side), step.pick);
  return one && act(side, { heiId: side.heiId, id: one.id, actor }, step, world);
};

const ACTIONS = {
  create: async (world, side) => (await living(side)).length < 3 && side.agreements.create({
    heiId: side.heiId, partnerHeiId: side.partnerHeiId, actor, content: content(condition({ otherInfoTerms: `terms ${world.edits++}` })) }),
  share: onOne((side, command) => side.agreements.share(command)),
  link: onOne(async (side, command, { other }) => {
    const theirId = chosen(await theirIds(side), other);
    return theirId && side.agreements.link({ ...command, theirId });
  }),
  adopt: async (_world, side, { pick }) => {
    const theirId = chosen(await theirIds(side), pick);
    return theirId && (await living(side)).length < 3 && side.agreements.adopt({ heiId: side.heiId, partnerHeiId: side.partnerHeiId, theirId, actor });
  },
  unlink: onOne((side, command) => side.agreements.unlink(command)),
  edit: onOne((side, command, _step, world) => side.agreements.edit({ ...command, content: content(condition({ otherInfoTerms: `terms ${world.edits++}` })) })),
  approve: onOne(async (side, command) => {
    const { theirs } = await side.agreements.get(command.heiId, command.id);
    return side.agreements.approve({ ...command, reviewedHash: theirs?.current.hash ?? "" });
  }),
  withdraw: onOne((side, command) => side.agreements.withdrawApproval(command)),
  revert: onOne((side, command) => side.agreements.revert(command)),
  terminate: onOne((side, command) => side.agreements.terminate({ ...command, noMobilityTookPlace: true })),
  remove: onOne((side, command) => side.agreements.remove(command)),
  deliver: async (world, _side, { pick }) => {
    const notice = chosen(world.pending(), pick);
    if (!notice) return;
    world.delivered.push(notice);
    await world.deliver(notice);
  },
  deliverAgain: async (world, _side, { pick }) => {
    const notice = chosen(world.delivered, pick);
    if (notice) await world.deliver(notice);
  },
} satisfies Record<string, Action>;

/** Only refusals may come out of a command: never another error. */
const perform = async (world: World, step: Step): Promise<void> => {
  try {
    await (ACTIONS[step.what] as Action)(world, world[step.on], step);
  } catch (error) {
    if (!(error instanceof EwpError)) throw error;
  }
};

/** Agreements of A and B that name each other, as their owners have them. */
const bindings = async ({ a, b }: World): Promise<readonly (readonly [Agreement, Agreement])[]> => {
  const [mine, theirs] = [await living(a), await living(b)];
  return mine.flatMap((x) => theirs.filter((y) => x.partnerIiaId === y.id && y.partnerIiaId === x.id).map((y) => [x, y] as const));
};

const mutual = (x: Agreement, y: Agreement): boolean =>
  x.approvalByUs?.hash === y.mine.hash && y.approvalByUs?.hash === x.mine.hash && x.mine.copy.terminatedAsAWhole === y.mine.copy.terminatedAsAWhole;

/** After every step: nobody believes in force what was not agreed, and nothing agreed is deleted or unbound. */
const watch = async (world: World): Promise<void> => {
  for (const [x, y] of await bindings(world)) if (mutual(x, y)) world.agreed.add(`${x.mine.hash} ${y.mine.hash}`);
  for (const side of [world.a, world.b])
    for (const { inForce, stage, partnerIiaId, mine } of await owned(side)) {
      if (stage !== "deleted") expect(mine.hash).toBe(hashCopy(mine.copy).hash);
      if (!inForce) continue;
      expect(world.agreed).toContain(side === world.a ? `${inForce.mine.hash} ${inForce.theirs.hash}` : `${inForce.theirs.hash} ${inForce.mine.hash}`);
      expect([stage, partnerIiaId]).toEqual(["shared", inForce.mine.copy.partner.iiaId]);
    }
};

/** At rest: the same hashes, the same approvals, the same opinion of what is in force. */
const compareSides = async (world: World): Promise<void> => {
  const { a, b } = world;
  for (const [x, y] of await bindings(world)) {
    const [ofX, ofY] = [await a.agreements.get(a.heiId, x.id), await b.agreements.get(b.heiId, y.id)];
    expect([ofX.theirs?.current.hash, ofY.theirs?.current.hash]).toEqual([y.mine.hash, x.mine.hash]);
    expect([x.approvalByPartner?.hash, y.approvalByPartner?.hash]).toEqual([y.approvalByUs?.hash, x.approvalByUs?.hash]);
    expect([inForceNow(ofX), inForceNow(ofY)]).toEqual([mutual(x, y), mutual(x, y)]);
    if (mutual(x, y)) expect([x.inForce?.mine.hash, x.inForce?.theirs.hash]).toEqual([y.inForce?.theirs.hash, y.inForce?.mine.hash]);
  }
};

const step: fc.Arbitrary<Step> = fc.record({
  on: fc.constantFrom("a" as const, "b" as const),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Step["what"]>("approve", "deliver") },
    { weight: 2, arbitrary: fc.constantFrom<Step["what"]>(...(Object.keys(ACTIONS) as Step["what"][])) },
  ),
  pick: fc.nat(7), other: fc.nat(7),
});

const world = (): World => ({ ...agreementNetwork(), delivered: [], agreed: new Set(), edits: 0 });
/** Runs start anywhere on the usual way, so that its later parts are tried as often as its beginning. */
const WAY: readonly (readonly ["a" | "b", Step["what"]])[] = [
  ["a", "create"], ["a", "share"], ["a", "deliver"], ["b", "adopt"], ["b", "deliver"], ["a", "deliver"], ["a", "approve"], ["a", "deliver"], ["b", "approve"], ["b", "deliver"],
];
const began = async (steps: number): Promise<World> => {
  const fresh = world();
  for (const [on, what] of WAY.slice(0, steps)) {
    await perform(fresh, { on, what, pick: 0, other: 0 });
    await watch(fresh);
  }
  return fresh;
};

describe("two sides", () => {
  test("an approval whose notice came while the pair was unlinked is known once it is linked again", async () => {
    const it = await began(5);
    for (const [on, what, pick] of [["a", "approve", 0], ["b", "unlink", 0], ["a", "deliver", 1]] as const) await perform(it, { on, what, pick, other: 0 });
    await it.settle();
    await compareSides(it);
  });

  test("whatever they do, they end with the same view, and repetitions change nothing", async () => {
    await fc.assert(fc.asyncProperty(fc.nat(WAY.length), fc.array(step, { maxLength: 40, size: "max" }), async (start, steps) => {
      const it = await began(start);
      for (const each of steps) {
        await perform(it, each);
        await watch(it);
      }
      it.delivered.push(...it.pending());
      await it.settle();
      await watch(it);
      await compareSides(it);
      const before = [it.a.store.changes.length, it.b.store.changes.length];
      for (const notice of it.delivered) await it.deliver(notice);
      expect([it.a.store.changes.length, it.b.store.changes.length]).toEqual(before);
      expect(it.pending()).toEqual([]);
    }), { numRuns: 150 });
  });
});
