/** PROTOCOL 6.3 "Revert", "Terminate", "Delete": the rows of its tables, and those of PROTOCOL 7 about them. */
import { describe, expect, test } from "@jest/globals";
import { statusOf } from "../../../src/domain/agreements/status.js";
import { A, B, condition, content } from "../../support/agreements/agreement-network.js";
import { approve, boundJourney, command, edit, hashes, inForceJourney, seen, statuses } from "../../support/agreements/agreement-journey.js";
import { refusal } from "../../support/refusal.js";

const newer = condition({ mobilitiesPerYear: 6 });

describe("6.3 revert", () => {
  test("row 71: partner's approval is still of the old hash, so the same hash is in force again without new approvals", async () => {
    const journey = await inForceJourney();
    const { a, b, aId } = journey;
    const before = await hashes(journey);
    const since = (await seen(journey, a)).agreement.inForce?.since;
    await edit(journey, a, newer);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["modified", "modified"]);
    journey.clock.advance(60_000);
    const { agreement } = await a.agreements.revert(command(a, aId));
    await journey.settle();
    expect(await hashes(journey)).toEqual(before);
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
    expect(agreement.inForce?.since).toEqual(since);
    expect(agreement.mine.version).toBe((await a.agreements.history(A, aId)).mine.length);
    expect([...a.store.changes, ...b.store.changes].filter(({ kind }) => kind === "iia-approval-changed")).toHaveLength(2);
  });

  test("partner recognises the hash and reverts its own copy", async () => {
    const journey = await inForceJourney();
    const { a, b, aId, bId } = journey;
    await edit(journey, a, newer);
    await journey.settle();
    await edit(journey, b, newer);
    await journey.settle();
    await a.agreements.revert(command(a, aId));
    await journey.settle();
    expect(await statuses(journey)).toEqual(["modified", "modified"]);
    await b.agreements.revert(command(b, bId));
    await journey.settle();
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
  });

  test("partner had already approved the new revision: going back needs a new approval, and the check says so", async () => {
    const journey = await inForceJourney();
    const { a, b, aId } = journey;
    await edit(journey, b, newer);
    await edit(journey, a, newer);
    await journey.settle();
    await approve(journey, b);
    await journey.settle();
    await a.agreements.revert(command(a, aId));
    await journey.settle();
    expect(await statuses(journey)).toEqual(["modified", "modified"]);
    const { items } = await a.agreements.check(A, aId);
    expect(items.find(({ code }) => code === "approved-by-partner")).toMatchObject({
      state: "waiting", whoseTurn: "partner",
      explanation: "The partner had already approved your newer version when you returned to the agreed one. It has to approve the agreed version again, or withdraw that approval.",
    });
  });

  test("partner withdraws its approval of the newer revision: its answer names the agreed one again", async () => {
    const journey = await inForceJourney();
    const { a, b, aId, bId } = journey;
    const [agreed] = await hashes(journey);
    await edit(journey, b, newer);
    await edit(journey, a, newer);
    await journey.settle();
    await approve(journey, b);
    await journey.settle();
    await b.agreements.withdrawApproval(command(b, bId));
    expect(await b.store.approvalsOf(B, A, [aId])).toEqual([{ partnerIiaId: aId, hash: agreed }]);
    await journey.settle();
    await a.agreements.revert(command(a, aId));
    await b.agreements.revert(command(b, bId));
    await journey.settle();
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
  });

  test("nothing in force, or nothing changed: refused", async () => {
    const bound = await boundJourney();
    expect(await refusal(bound.a.agreements.revert(command(bound.a, bound.aId)))).toMatchObject({ status: 422, code: "nothing-in-force" });
    const { a, aId } = await inForceJourney();
    expect(await refusal(a.agreements.revert(command(a, aId)))).toMatchObject({ status: 422, code: "nothing-to-revert" });
  });
});

describe("6.3 terminate", () => {
  const end = (side: Awaited<ReturnType<typeof inForceJourney>>["a"], id: Parameters<typeof command>[1], noMobilityTookPlace = true) =>
    side.agreements.terminate({ ...command(side, id), noMobilityTookPlace });

  test("both end their copies and approve: in force and terminated, still served", async () => {
    const journey = await inForceJourney();
    const { a, b, aId, bId } = journey;
    await end(a, aId);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["modified", "modified"]);
    expect(await refusal(approve(journey, b))).toMatchObject({ status: 422, code: "terminate-first" });
    await end(b, bId);
    await journey.settle();
    await approve(journey, b);
    await approve(journey, a);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["terminated", "terminated"]);
    expect((await seen(journey, a)).agreement.mine.copy.conditions).toEqual([condition()]);
    expect(await a.store.sharedWith(A, B, [aId])).toHaveLength(1);
    expect(a.store.changes.filter(({ kind }) => kind === "agreement-in-force")).toMatchObject([{ terminated: false }, { terminated: true }]);
    for (const work of [edit(journey, a, newer), a.agreements.unlink(command(a, aId)), a.agreements.revert(command(a, aId))])
      expect(await refusal(work)).toMatchObject({ status: 422, code: "terminated", user: "This agreement is ended for good. Make a new one instead." });
  });

  test("row 76: with mobilities it is refused, and the ordinary way is named", async () => {
    const { a, aId } = await inForceJourney();
    expect(await refusal(end(a, aId, false))).toMatchObject({
      status: 422, code: "mobilities-took-place",
      user: "An agreement under which a mobility took place cannot be ended as a whole. Shorten its academic years instead, and let both sides approve the change.",
    });
  });

  test("row 76: only what is mutually approved and unchanged can be ended", async () => {
    const bound = await boundJourney();
    expect(await refusal(end(bound.a, bound.aId))).toMatchObject({ status: 422, code: "not-in-force" });
    const journey = await inForceJourney();
    const { a, b, aId, bId } = journey;
    await edit(journey, b, newer);
    await journey.settle();
    expect(await refusal(end(a, aId))).toMatchObject({ status: 422, code: "partner-proposes" });
    expect(await refusal(end(b, bId))).toMatchObject({ status: 422, code: "revert-first" });
  });

  test("a termination that the partner does not share is taken back by reverting", async () => {
    const journey = await inForceJourney();
    const { a, aId } = journey;
    await end(a, aId);
    await end(a, aId);
    expect(a.store.changes.filter((change) => change.kind === "iia-copy-changed" && change.what === "terminated")).toHaveLength(1);
    await journey.settle();
    await a.agreements.revert(command(a, aId));
    await journey.settle();
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
  });
});

describe("6.3 delete", () => {
  test("a draft vanishes silently", async () => {
    const journey = await boundJourney();
    const { a } = journey;
    const draft = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor: "office" });
    await a.agreements.remove(command(a, draft.agreement.id));
    expect(journey.pending()).toEqual([]);
    expect(statusOf(await a.agreements.get(A, draft.agreement.id))).toBe("deleted");
    expect(await refusal(a.agreements.share(command(a, draft.agreement.id)))).toMatchObject({ status: 404 });
  });

  test("rows 73 and 74: invisible at once; the partner removes the id, hashes anew, withdraws its approval and says both", async () => {
    const journey = await boundJourney();
    const { a, b, aId, bId } = journey;
    const [, before] = await hashes(journey);
    await approve(journey, b);
    await journey.settle();
    await a.agreements.remove(command(a, aId));
    await a.agreements.remove(command(a, aId));
    expect(await a.store.sharedWith(A, B, [aId])).toEqual([]);
    expect(await a.store.indexFor(A, B, {})).toEqual([]);
    expect(await a.store.statistics(A)).toMatchObject({ fetchable: 0 });
    expect(journey.pending()).toEqual([{ from: "a", kind: "iia-cnr", objectId: aId }]);
    await journey.deliver({ from: "a", kind: "iia-cnr", objectId: aId });
    expect(journey.pending()).toEqual([{ from: "b", kind: "iia-approval-cnr", objectId: aId }, { from: "b", kind: "iia-cnr", objectId: bId }]);
    const { agreement } = await seen(journey, b);
    expect(agreement).not.toHaveProperty("partnerIiaId");
    expect(agreement.mine.hash).not.toBe(before);
    expect(await b.store.approvalsOf(B, A, [aId])).toEqual([]);
    await journey.settle();
    expect(statusOf(await seen(journey, b))).toBe("sent");
  });

  test("row 75: what both approved is not deleted", async () => {
    const { a, aId } = await inForceJourney();
    expect(await refusal(a.agreements.remove(command(a, aId)))).toMatchObject({
      status: 422, code: "approved-by-both",
      user: "This agreement was approved by both sides, so it cannot be deleted or unlinked. Change or end it instead; where an approval is not in force yet, withdraw it first.",
    });
  });

  test("row 75: nor what the partner approved a moment ago, before its notice came", async () => {
    const journey = await boundJourney();
    const { a, b, aId } = journey;
    await approve(journey, a);
    await journey.settle();
    await approve(journey, b);
    expect(await refusal(a.agreements.remove(command(a, aId)))).toMatchObject({ status: 422, code: "approved-by-both" });
    expect((await statuses(journey))[0]).toBe("in-force");
  });

  test("a copy in force that vanishes leaves ours untouched, and is in force again when it comes back", async () => {
    const journey = await inForceJourney();
    const { a, b, aId, bId } = journey;
    const before = (await seen(journey, b)).agreement;
    a.bend = () => undefined;
    await b.agreements.refreshCopy(B, A, aId);
    await b.agreements.refreshCopy(B, A, aId);
    expect(await statuses(journey)).toEqual(["in-force", "partner-gone"]);
    expect((await seen(journey, b)).agreement).toEqual(before);
    expect(b.store.changes.filter(({ kind }) => kind === "partner-copy-gone")).toHaveLength(1);
    expect(await b.agreements.check(B, bId)).toMatchObject({ next: { whoseTurn: "partner", action: "contact-partner" } });
    a.bend = (copy) => copy;
    await b.agreements.refreshCopy(B, A, aId);
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
  });

  test("a copy that was hidden for a while is bound again, and its approval of ours asked for", async () => {
    const journey = await boundJourney();
    const { a, b, aId } = journey;
    await approve(journey, a);
    await journey.settle();
    const before = (await seen(journey, b)).agreement;
    a.bend = () => undefined;
    await b.agreements.refreshCopy(B, A, aId);
    expect((await seen(journey, b)).agreement).not.toHaveProperty("partnerIiaId");
    a.bend = (copy) => copy;
    await b.agreements.refreshCopy(B, A, aId);
    const after = (await seen(journey, b)).agreement;
    expect(after.mine.hash).toBe(before.mine.hash);
    expect(after.approvalByPartner?.hash).toBe(before.mine.hash);
  });
});

describe("6.8.4 pulling by index", () => {
  test("since a moment: what is listed; without: also what is held and no longer listed, and awaited approvals", async () => {
    const journey = await boundJourney();
    const { a, b, aId, bId } = journey;
    const about = { heiId: B, partnerHeiId: A };
    expect(await b.agreements.toRefresh(B, A, new Date(0))).toEqual([{ ...about, kind: "refresh-iia", objectId: aId }]);
    await a.agreements.remove(command(a, aId));
    expect(await b.agreements.toRefresh(B, A)).toEqual([{ ...about, kind: "refresh-iia", objectId: aId }, { ...about, kind: "refresh-iia-approval", objectId: bId }]);
  });
});
