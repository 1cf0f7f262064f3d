/** Why is this not approved? (PEERS 4.1 item 2) */
import { describe, expect, test } from "@jest/globals";
import { checkOf } from "../../../src/domain/agreements/check/check.js";
import type { Subject } from "../../../src/domain/agreements/check/subject.js";
import { compare } from "../../../src/domain/agreements/comparison/compare.js";
import type { DeliveryFact } from "../../../src/domain/agreements/ports.js";
import { statusOf, turnOf } from "../../../src/domain/agreements/status.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { A, agreementNetwork, B, condition, content, type Side } from "../../support/agreements/agreement-network.js";
import { approve, boundJourney, command, edit, inForceJourney, idOn, seen, type Journey } from "../../support/agreements/agreement-journey.js";

const check = (journey: Journey, side: Side) => side.agreements.check(side.heiId, idOn(journey, side));
const open = async (journey: Journey, side: Side) =>
  (await check(journey, side)).items.filter(({ state }) => state === "problem" || state === "waiting").map(({ code, state, whoseTurn, action }) => [code, state, whoseTurn, action]);

/** The same agreement with other facts around it. */
const subject = async (journey: Journey, facts: Partial<Subject> = {}): Promise<Subject> => {
  const pair = await seen(journey, journey.a);
  const told = (kind: DeliveryFact["kind"], objectId: string): DeliveryFact => ({ kind, objectId, state: "delivered", attempts: 1, createdAt: new Date(0), dueAt: new Date(0), endedAt: new Date(0) });
  return {
    pair, comparison: compare(pair, hashCopy), deliveries: [told("iia-cnr", journey.aId), told("iia-approval-cnr", journey.bId)],
    partner: { inCatalogue: true, apis: ["iias", "iias-approval", "iia-cnr", "iia-approval-cnr"] }, ownProblems: [], alsoNaming: [],
    now: journey.clock.now(), names: { us: "Rive University", partner: "Lac University" }, ...facts,
  };
};
const item = (of: Subject, code: string) => checkOf(of).items.find((each) => each.code === code);

describe("along the way", () => {
  test("a draft: send it", async () => {
    const { a } = agreementNetwork();
    const { agreement } = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor: "office" });
    expect(await a.agreements.check(A, agreement.id)).toMatchObject({ status: "draft", next: { whoseTurn: "us", action: "share", sentence: "This is a draft that the partner cannot see. Send it." } });
  });

  test("sent: the partner has to link", async () => {
    const { a, settle } = agreementNetwork();
    const { agreement } = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(), actor: "office" });
    await a.agreements.share({ heiId: A, id: agreement.id, actor: "office" });
    await settle();
    expect(await a.agreements.check(A, agreement.id)).toMatchObject({ status: "sent", next: { whoseTurn: "partner", action: "link" } });
  });

  test("bound: approve; then it is the partner's turn; then nobody's", async () => {
    const journey = await boundJourney();
    const { a, b } = journey;
    expect(await open(journey, a)).toEqual([["approved-by-us", "waiting", "us", "approve"], ["approved-by-partner", "waiting", "partner", "contact-partner"]]);
    await approve(journey, a);
    await journey.settle();
    expect(await open(journey, a)).toEqual([["approved-by-partner", "waiting", "partner", "contact-partner"]]);
    expect((await check(journey, b)).next).toMatchObject({ whoseTurn: "us", action: "approve" });
    await approve(journey, b);
    await journey.settle();
    for (const side of [a, b]) {
      expect(await open(journey, side)).toEqual([]);
      expect((await check(journey, side)).next).toEqual({ whoseTurn: "nobody", sentence: "Both sides have approved. This agreement is in force." });
      expect(await check(journey, side)).not.toHaveProperty("textToPartner");
    }
  });

  test("copies that differ: the fields are named before anybody approves", async () => {
    const journey = await boundJourney();
    await edit(journey, journey.b, condition({ mobilitiesPerYear: 8, lastAcademicYear: "2027/2028" }));
    await journey.settle();
    expect((await check(journey, journey.a)).next).toEqual({
      whoseTurn: "both", action: "compare",
      sentence: "The copies differ in: last academic year, number of mobilities per year. Settle this with the partner and edit one of the copies.",
    });
  });

  test("the partner changed after our approval: which version ours is of", async () => {
    const journey = await inForceJourney();
    await edit(journey, journey.b, condition({ mobilitiesPerYear: 8 }));
    await journey.settle();
    const items = (await check(journey, journey.a)).items;
    expect(items.find(({ code }) => code === "approved-by-us")).toMatchObject({
      state: "waiting", whoseTurn: "us", explanation: "You approved an earlier version on 2026-03-01; the partner has changed its copy since. Look at the change, then approve it or ask the partner to take it back.",
    });
    expect((await check(journey, journey.b)).items.find(({ code }) => code === "approved-by-partner")).toMatchObject({ state: "waiting", whoseTurn: "partner", action: "revert" });
  });

  test("one side ends the agreement", async () => {
    const journey = await inForceJourney();
    await journey.a.agreements.terminate({ ...command(journey.a, journey.aId), noMobilityTookPlace: true });
    await journey.settle();
    expect((await check(journey, journey.b)).items.find(({ code }) => code === "ended-by-both")).toMatchObject({ state: "waiting", whoseTurn: "us", action: "terminate" });
    expect(turnOf(await seen(journey, journey.a))).toEqual({ turn: "partner", step: "partner-to-end", sentence: "You have ended your copy. The partner has yet to end its own, or to object." });
  });

  test("nothing is asked of what is deleted", async () => {
    const journey = await boundJourney();
    await journey.a.agreements.remove(command(journey.a, journey.aId));
    expect(await check(journey, journey.a)).toEqual({ status: "deleted", items: [], next: { whoseTurn: "nobody", sentence: "This agreement was deleted." } });
  });
});

describe("what may be wrong", () => {
  test.each<[string, Partial<Subject>, object]>([
    ["partner-in-network", { partner: { inCatalogue: false, apis: [] } }, { state: "problem", whoseTurn: "partner", explanation: "Lac University is not in the network's catalogue, so agreements cannot be exchanged with it." }],
    ["partner-in-network", { partner: { inCatalogue: true, apis: ["iias", "iia-cnr"] } }, { state: "problem", explanation: "Lac University does not offer: approvals, notices about approvals." }],
    ["own-copy-valid", { ownProblems: [{ field: "owner.ounitId", problem: "is not one of our units", expected: "the id of a published unit, or none" }] }, { state: "problem", whoseTurn: "us", action: "edit" }],
    ["partner-notified", { deliveries: [] }, { state: "waiting", whoseTurn: "us", action: "send-again" }],
    ["single-mapping", { alsoNaming: ["other"] }, { state: "problem", whoseTurn: "partner" }],
    ["partner-copy-fresh", { now: new Date("2026-04-01T08:00:00Z") }, { state: "problem", whoseTurn: "us", action: "refresh", explanation: "Last read 31 days ago, on 2026-03-01. Read it again before you decide anything." }],
  ])("%s", async (code, facts, expected) => expect(item(await subject(await boundJourney(), facts), code)).toMatchObject(expected));

  test.each<[DeliveryFact["state"], number, object]>([
    ["waiting", 0, { state: "waiting", whoseTurn: "nobody" }],
    ["waiting", 3, { state: "problem", explanation: "The notice about your copy was tried 3 times without success and will be tried again. Last reason: no answer", action: "send-again" }],
    ["stopped", 1, { state: "problem", whoseTurn: "both", action: "contact-technicians" }],
    ["expired", 9, { state: "problem", whoseTurn: "partner", action: "send-again" }],
  ])("a notice that is %s after %d attempts", async (state, attempts, expected) => {
    const journey = await boundJourney();
    const delivery: DeliveryFact = { kind: "iia-cnr", objectId: journey.aId, state, attempts, createdAt: new Date(0), dueAt: new Date(0), reason: "no answer" };
    expect(item(await subject(journey, { deliveries: [delivery] }), "partner-notified")).toMatchObject(expected);
  });

  test("a wrong checksum, and leftovers of version 6", async () => {
    const journey = await boundJourney();
    journey.b.bend = (copy) => ({ ...copy, declaredHash: "0".repeat(64), validForApproval: false });
    await journey.a.agreements.refreshCopy(A, B, journey.bId);
    const of = await subject(journey);
    expect(item(of, "partner-hash-right")).toMatchObject({ state: "problem", whoseTurn: "partner", action: "contact-technicians" });
    expect(item(of, "partner-copy-approvable")).toMatchObject({ state: "problem", whoseTurn: "partner", action: "contact-partner" });
  });
});

describe("the text to the partner", () => {
  test("asks for what waits for it, with codes, ids and hashes, without people or values", async () => {
    const journey = await boundJourney(condition({ sendingContacts: [{ names: [{ text: "Ada Person" }], emails: ["ada@rive.example"] }] }));
    await approve(journey, journey.a);
    await journey.settle();
    const { textToPartner } = await check(journey, journey.a);
    const [mine, theirs] = [(await seen(journey, journey.a)).agreement.mine.hash, (await seen(journey, journey.b)).agreement.mine.hash];
    expect(textToPartner).toBe([
      "Dear partner,", "", "This is about our inter-institutional agreement between Rive University and Lac University.",
      `Our code: IIA-00000001; our id in the network: ${journey.aId}.`, `Your code: IIA-00000002; your id in the network: ${journey.bId}.`, "",
      "Seen from our system, the following still stands in the way of the agreement:", "- Please approve the present version of our copy.", "",
      `The checksum (iia-hash) of our present copy is ${mine}.`, `The checksum of your copy, as we last read it, is ${theirs}.`, "", "Kind regards,", "Rive University",
    ].join("\n"));
    expect(textToPartner).not.toContain("Ada");
  });
});

test("every status of a living pair has a sentence", async () => {
  const journey = await inForceJourney();
  for (const side of [journey.a, journey.b]) {
    const pair = await seen(journey, side);
    expect([statusOf(pair), turnOf(pair).turn]).toEqual(["in-force", "nobody"]);
  }
});
