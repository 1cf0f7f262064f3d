/** PROTOCOL 6.1, step by step. */
import { describe, expect, test } from "@jest/globals";
import { statusOf } from "../../../src/domain/agreements/status.js";
import { iiaId } from "../../../src/kernel/ids.js";
import { A, agreementNetwork, B, condition, content } from "../../support/agreements/agreement-network.js";
import { boundJourney, command, edit, hashes, inForceJourney, seen, statuses } from "../../support/agreements/agreement-journey.js";
import { refusal } from "../../support/refusal.js";

const actor = "office";

/** A's shared agreement, known to B; and an empty draft of B. */
const sentAndDraft = async () => {
  const network = agreementNetwork();
  const { a, b } = network;
  const aId = (await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor })).agreement.id;
  await a.agreements.share({ heiId: A, id: aId, actor });
  await network.settle();
  const bId = (await b.agreements.create({ heiId: B, partnerHeiId: A, content: content(), actor })).agreement.id;
  return { ...network, aId, bId };
};

describe("6.1 creating and mapping two copies", () => {
  test("a draft is nobody else's business", async () => {
    const { a, pending } = agreementNetwork();
    const { agreement } = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor });
    expect(agreement).toMatchObject({ stage: "draft", revision: 1, mine: { version: 1, copy: { inEffect: false, terminatedAsAWhole: false } } });
    expect(agreement.mine.copy.owner.iiaCode).toBe("IIA-00000001");
    expect(pending()).toEqual([]);
    expect(await a.store.sharedWith(A, B, [agreement.id])).toEqual([]);
  });

  test("steps 1 to 3: a sent copy is announced by its owner's id and read by the partner", async () => {
    const { a, b, pending, settle } = agreementNetwork();
    const { agreement } = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor });
    const sent = await a.agreements.share({ heiId: A, id: agreement.id, actor });
    expect(statusOf(sent)).toBe("sent");
    expect(sent.agreement.mine).toEqual(agreement.mine);
    expect(pending()).toEqual([{ from: "a", kind: "iia-cnr", objectId: agreement.id }]);
    await settle();
    const received = await b.agreements.partnerCopies(B, { linked: false }, { limit: 10 });
    expect(received.items).toMatchObject([{ iiaId: agreement.id, partnerHeiId: A, current: { version: 1, hash: agreement.mine.hash } }]);
  });

  test("sending twice announces once", async () => {
    const { a, aId } = await sentAndDraft();
    const again = await a.agreements.share({ heiId: A, id: aId, actor });
    expect(again.agreement.revision).toBe(2);
    expect(a.store.changes.filter(({ kind }) => kind === "iia-copy-changed")).toHaveLength(1);
  });

  test("steps 4 to 8: linking a draft shares it, changes the hash, and the other side binds by itself", async () => {
    const journey = await sentAndDraft();
    const { a, b, aId, bId } = journey;
    const [aBefore, bBefore] = await hashes(journey);
    const linked = await b.agreements.link({ ...command(b, bId), theirId: aId });
    expect(linked.agreement).toMatchObject({ stage: "shared", partnerIiaId: aId, mine: { version: 2, copy: { partner: { iiaId: aId } } } });
    expect(linked.agreement.mine.hash).not.toBe(bBefore);
    expect(await statuses(journey)).toEqual(["sent", "half-bound"]);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["bound", "bound"]);
    expect((await hashes(journey))[0]).not.toBe(aBefore);
    expect(a.store.changes.at(-1)).toMatchObject({ kind: "iia-copy-changed", what: "bound", iiaId: aId, actor: "node" });
    expect((await seen(journey, b)).theirs?.current.version).toBe(2);
  });

  test("adopting makes a copy that says the same, with the perspective turned", async () => {
    const both = [condition(), condition({ kind: "staff-training", sendingHeiId: B, receivingHeiId: A, languageSkills: [], totalDaysPerYear: "5.0", subjectAreas: [] })].map((c) => {
      const { blended, ...rest } = c;
      return c.kind === "staff-training" ? rest : { ...rest, blended: blended ?? false };
    });
    const journey = await boundJourney(...both);
    const { a, b, aId, bId } = journey;
    const [mine, theirs] = [(await seen(journey, a)).agreement.mine.copy, (await seen(journey, b)).agreement.mine.copy];
    expect(theirs.conditions).toEqual(mine.conditions);
    expect([theirs.owner.heiId, theirs.partner.heiId, theirs.owner.iiaId, theirs.partner.iiaId]).toEqual([B, A, bId, aId]);
    expect(theirs.partner.iiaCode).toBe(mine.owner.iiaCode);
    expect(await b.agreements.compare(B, bId)).toMatchObject({ verdict: "identical", sameForApproval: true });
  });

  test("linking twice changes nothing", async () => {
    const { b, aId, bId } = await sentAndDraft();
    const once = await b.agreements.link({ ...command(b, bId), theirId: aId });
    expect((await b.agreements.link({ ...command(b, bId), theirId: aId })).agreement).toEqual(once.agreement);
  });

  test("a copy that is bound to one agreement is not bound to another", async () => {
    const { b, aId, bId } = await boundJourney();
    const second = await b.agreements.create({ heiId: B, partnerHeiId: A, content: content(), actor });
    expect(await refusal(b.agreements.link({ ...command(b, second.agreement.id), theirId: aId }))).toMatchObject({
      status: 422, code: "partner-copy-taken", user: "The partner's copy is already linked with another of your agreements. Unlink that one first.", details: { iiaId: bId },
    });
    expect(await refusal(b.agreements.adopt({ heiId: B, partnerHeiId: A, theirId: aId, actor }))).toMatchObject({ status: 422, code: "partner-copy-taken" });
  });

  test("an agreement that is bound is not bound to a second copy", async () => {
    const journey = await boundJourney();
    const { a, b, bId } = journey;
    const second = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor });
    await a.agreements.share({ heiId: A, id: second.agreement.id, actor });
    await journey.settle();
    expect(await refusal(b.agreements.link({ ...command(b, bId), theirId: second.agreement.id }))).toMatchObject({ status: 422, code: "already-bound" });
  });

  test("a copy that names another of our ids is not linked here", async () => {
    const journey = await boundJourney();
    const { b, aId, bId } = journey;
    await b.agreements.unlink(command(b, bId));
    const other = await b.agreements.create({ heiId: B, partnerHeiId: A, content: content(), actor });
    expect(await refusal(b.agreements.link({ ...command(b, other.agreement.id), theirId: aId }))).toMatchObject({ status: 422, code: "names-another", details: { iiaId: bId } });
  });

  test("an unknown copy, an unknown agreement and a stale revision are refused as what they are", async () => {
    const { b, aId, bId } = await sentAndDraft();
    expect(await refusal(b.agreements.link({ ...command(b, bId), theirId: iiaId("nobody") }))).toMatchObject({ status: 404, message: "The partner's copy with this id is not known here." });
    expect(await refusal(b.agreements.link({ ...command(b, iiaId("nobody")), theirId: aId }))).toMatchObject({ status: 404, message: "There is no agreement with this id." });
    expect(await refusal(b.agreements.link({ ...command(b, bId), theirId: aId, ifRevision: 7 }))).toMatchObject({ status: 412, message: "The agreement is at revision 1, not 7.", details: { expected: 7, present: 1 } });
  });
});

describe("wrong and double mappings", () => {
  test("unlinking takes back the id, the approval and the announcement of both", async () => {
    const journey = await boundJourney();
    const { b, aId, bId } = journey;
    const { theirs } = await seen(journey, b);
    await b.agreements.approve({ ...command(b, bId), reviewedHash: theirs?.current.hash ?? "" });
    await journey.settle();
    const { agreement } = await b.agreements.unlink(command(b, bId));
    expect(agreement).not.toHaveProperty("partnerIiaId");
    expect(agreement).not.toHaveProperty("approvalByUs");
    expect(agreement.mine.copy.partner).not.toHaveProperty("iiaId");
    expect(journey.pending()).toEqual([{ from: "b", kind: "iia-approval-cnr", objectId: aId }, { from: "b", kind: "iia-cnr", objectId: bId }]);
    await journey.settle();
    expect((await seen(journey, journey.a)).agreement).not.toHaveProperty("approvalByPartner");
  });

  test("what was unlinked by hand is not bound again by a copy that goes on naming it", async () => {
    const journey = await boundJourney();
    const { a, b, bId } = journey;
    await b.agreements.unlink(command(b, bId));
    await journey.settle();
    await edit(journey, a, condition({ mobilitiesPerYear: 9 }));
    await journey.settle();
    expect(await statuses(journey)).toEqual(["half-bound", "sent"]);
    expect(await b.agreements.check(B, bId)).toMatchObject({ next: { whoseTurn: "us", action: "link" } });
    await b.agreements.link({ ...command(b, bId), theirId: journey.aId });
    await journey.settle();
    expect(await statuses(journey)).toEqual(["bound", "bound"]);
  });

  test("an agreement that was in force cannot be unlinked", async () => {
    const { b, bId } = await inForceJourney();
    expect(await refusal(b.agreements.unlink(command(b, bId)))).toMatchObject({ status: 422, code: "approved-by-both" });
  });

  test("a second copy that names a bound agreement is recorded, shown and not bound", async () => {
    const journey = await boundJourney();
    const { a, b, aId, bId } = journey;
    const twin = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor });
    await a.agreements.share({ heiId: A, id: twin.agreement.id, actor });
    a.bend = (copy) => (copy.iiaId === twin.agreement.id ? { ...copy, copy: { ...copy.copy, partner: { ...copy.copy.partner, iiaId: bId } } } : copy);
    await journey.settle();
    const { agreement } = await seen(journey, b);
    expect(agreement.partnerIiaId).toBe(aId);
    const { items } = await b.agreements.check(B, bId);
    expect(items.find(({ code }) => code === "single-mapping")).toMatchObject({ state: "problem", whoseTurn: "partner", action: "contact-partner" });
  });

  test("a partner's copy that stops naming us leaves ours alone and shows", async () => {
    const journey = await boundJourney();
    const { a, b, aId } = journey;
    const before = (await seen(journey, b)).agreement;
    a.bend = (copy) => ({ ...copy, copy: { ...copy.copy, partner: { heiId: B, contacts: [] } } });
    await b.agreements.refreshCopy(B, A, aId);
    expect((await seen(journey, b)).agreement).toEqual(before);
    expect((await statuses(journey))[1]).toBe("half-bound");
  });

  test("a copy between other institutions is recorded and not linked", async () => {
    const journey = await sentAndDraft();
    const { a, b, aId, bId } = journey;
    a.bend = (copy) => ({ ...copy, copy: { ...copy.copy, owner: { ...copy.copy.owner, iiaId: iiaId("another") } } });
    await b.agreements.refreshCopy(B, A, aId);
    expect(await refusal(b.agreements.link({ ...command(b, bId), theirId: aId }))).toMatchObject({ status: 422, code: "not-between-us" });
  });
});

describe("suggestions", () => {
  test("the likeliest copy comes first, with reasons", async () => {
    const network = agreementNetwork();
    const { a, b } = network;
    for (const isced of ["0111", "0314"]) {
      const { agreement } = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(condition({ subjectAreas: [{ iscedFCode: isced, clarification: "" }] })), actor });
      await a.agreements.share({ heiId: A, id: agreement.id, actor });
    }
    await network.settle();
    const ours = await b.agreements.create({ heiId: B, partnerHeiId: A, content: content(), actor });
    const [first, second] = await b.agreements.suggestions(B, ours.agreement.id);
    expect(first?.candidate.current.copy.conditions[0]?.subjectAreas[0]?.iscedFCode).toBe("0314");
    expect(first?.reasons).toContain("Subject areas in common.");
    expect(first?.score).toBeGreaterThan(second?.score ?? 100);
    const reverse = await b.agreements.suggestionsFor(B, A, first?.candidate.iiaId ?? iiaId("none"));
    expect(reverse.map(({ candidate }) => candidate.id)).toEqual([ours.agreement.id]);
  });
});
