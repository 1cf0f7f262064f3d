/** PROTOCOL 6.3 "Approve" and "Modify", and rows of PROTOCOL 7. */
import { describe, expect, test } from "@jest/globals";
import { A, B, condition, type Side } from "../../support/agreements/agreement-network.js";
import { approve, boundJourney, command, edit, hashes, inForceJourney, seen, statuses, type Journey } from "../../support/agreements/agreement-journey.js";
import { refusal } from "../../support/refusal.js";

const approving = async (journey: Journey, side: Side) => refusal(approve(journey, side));

describe("6.3 approve", () => {
  test("both approvals put the agreement in force on both sides, with the proof kept", async () => {
    const journey = await boundJourney();
    const { a, b } = journey;
    await approve(journey, a);
    expect(await statuses(journey)).toEqual(["approved-by-us", "bound"]);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["approved-by-us", "approved-by-partner"]);
    await approve(journey, b);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
    const [mine, theirs] = await hashes(journey);
    const { agreement } = await seen(journey, a);
    expect(agreement.inForce).toMatchObject({ mine: { hash: mine, copy: { inEffect: true } }, theirs: { hash: theirs }, approvalByUs: { hash: theirs }, approvalByPartner: { hash: mine } });
    expect(agreement.mine.copy.inEffect).toBe(true);
    expect(a.store.changes.filter(({ kind }) => kind === "agreement-in-force")).toMatchObject([{ iiaId: journey.aId, terminated: false }]);
  });

  test("row 65: an approval is announced by the partner's id", async () => {
    const journey = await boundJourney();
    await approve(journey, journey.a);
    expect(journey.pending()).toEqual([{ from: "a", kind: "iia-approval-cnr", objectId: journey.bId }]);
  });

  test("approving twice announces once", async () => {
    const journey = await boundJourney();
    const { agreement } = await approve(journey, journey.a);
    expect((await approve(journey, journey.a)).agreement).toEqual(agreement);
    expect(journey.a.store.changes.filter(({ kind }) => kind === "iia-approval-changed")).toHaveLength(1);
  });

  test("row 67: a copy that changed between look and approval is not approved, but recorded", async () => {
    const journey = await boundJourney();
    const { a, b } = journey;
    const looked = (await seen(journey, a)).theirs?.current.hash ?? "";
    const { agreement } = await edit(journey, b, condition({ mobilitiesPerYear: 3 }));
    const refused = await refusal(a.agreements.approve({ ...command(a, journey.aId), reviewedHash: looked }));
    expect(refused).toEqual({
      status: 409, code: "changed-since-review", message: "The partner's copy changed after the reviewed version.",
      user: "The partner changed its copy after you looked at it. Look at the new version before you approve it.", details: { reviewed: looked, current: agreement.mine.hash },
    });
    expect((await seen(journey, a)).theirs?.current).toMatchObject({ version: 2, hash: agreement.mine.hash });
    expect((await seen(journey, a)).agreement.approvalByUs).toBeUndefined();
  });

  test("row 67: a copy with a wrong hash is not approved, and the network hears of it once", async () => {
    const journey = await boundJourney();
    const { a, b } = journey;
    b.bend = (copy) => ({ ...copy, declaredHash: "0".repeat(64) });
    expect(await approving(journey, a)).toMatchObject({ status: 422, code: "hash-mismatch", message: "The hash that the partner declares is not the hash of its copy." });
    await approving(journey, a);
    expect(a.faults).toEqual([{ heiId: A, partnerHeiId: B, api: "iias", message: "The iia-hash of an agreement is not the hash of its content." }]);
  });

  test("row 62: placeholders of version 6 block approval", async () => {
    const journey = await boundJourney();
    journey.b.bend = (copy) => ({ ...copy, validForApproval: false });
    expect(await approving(journey, journey.a)).toMatchObject({ status: 422, code: "not-valid-for-approval" });
  });

  test("row 72: an agreement that is not bound cannot be approved", async () => {
    const journey = await boundJourney();
    const { a, aId } = journey;
    await a.agreements.unlink(command(a, aId));
    expect(await refusal(a.agreements.approve({ ...command(a, aId), reviewedHash: "x" }))).toMatchObject({ status: 422, code: "not-bound" });
  });

  test("row 72: nor one whose partner's copy does not name ours", async () => {
    const journey = await boundJourney();
    journey.b.bend = (copy) => ({ ...copy, copy: { ...copy.copy, partner: { heiId: A, contacts: [] } } });
    expect(await approving(journey, journey.a)).toMatchObject({ status: 422, code: "partner-not-bound" });
  });

  test("a copy that breaks rules is not approved; the fields are named", async () => {
    const journey = await boundJourney();
    journey.b.bend = (copy) => ({ ...copy, copy: { ...copy.copy, conditions: [condition({ firstAcademicYear: "2030/2031" })] } });
    expect(await approving(journey, journey.a)).toMatchObject({
      status: 422, code: "partner-copy-invalid",
      details: [{ field: "conditions[0].lastAcademicYear", problem: "is before the first academic year", expected: "2030/2031 or later" }],
    });
  });

  test("a copy that is no longer served is not approved", async () => {
    const journey = await boundJourney();
    journey.b.bend = () => undefined;
    expect(await approving(journey, journey.a)).toMatchObject({ status: 422, code: "partner-copy-gone" });
  });

  test("a counter-signed file must be ours, and travels with the approval", async () => {
    const journey = await boundJourney();
    const { a, aId, bId } = journey;
    const reviewedHash = (await seen(journey, a)).theirs?.current.hash ?? "";
    expect(await refusal(a.agreements.approve({ ...command(a, aId), reviewedHash, pdfFileId: "lost" }))).toMatchObject({ status: 400, details: [{ field: "pdfFileId", problem: "is not one of our files" }] });
    await a.agreements.approve({ ...command(a, aId), reviewedHash, pdfFileId: "known-file" });
    expect(await a.store.approvalsOf(A, B, [bId])).toEqual([{ partnerIiaId: bId, hash: reviewedHash, pdfFileId: "known-file" }]);
  });

  test("a partner that does not answer is told as 502", async () => {
    const journey = await boundJourney();
    journey.b.silent = true;
    expect(await approving(journey, journey.a)).toMatchObject({ status: 502, code: "partner-failed", message: "The partner does not answer.", user: "The partner's system did not answer properly. Try again later." });
  });
});

describe("6.3 modify an approved agreement", () => {
  test("rows 68 and 70: the old approval stays and is served until it is replaced", async () => {
    const journey = await inForceJourney();
    const { a, b, aId, bId } = journey;
    const [, before] = await hashes(journey);
    await edit(journey, b, condition({ mobilitiesPerYear: 5 }));
    await journey.settle();
    expect(await a.store.approvalsOf(A, B, [bId])).toEqual([{ partnerIiaId: bId, hash: before }]);
    expect((await seen(journey, b)).agreement.approvalByPartner?.hash).toBe(before);
    expect(await statuses(journey)).toEqual(["modified", "modified"]);
    expect((await seen(journey, a)).agreement.inForce?.theirs.hash).toBe(before);
    expect((await seen(journey, b)).agreement.mine.copy.inEffect).toBe(true);
    await edit(journey, a, condition({ mobilitiesPerYear: 5 }));
    await journey.settle();
    await approve(journey, a);
    await approve(journey, b);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
    expect((await seen(journey, a)).agreement.id).toBe(aId);
  });

  test("an edit that says the same makes no version and no notice", async () => {
    const journey = await inForceJourney();
    const before = (await seen(journey, journey.a)).agreement;
    await edit(journey, journey.a, condition());
    expect((await seen(journey, journey.a)).agreement).toEqual(before);
    expect(journey.pending()).toEqual([]);
  });

  test("a change that is not hashed is announced and needs no approval", async () => {
    const journey = await inForceJourney();
    const { a, aId } = journey;
    const [before] = await hashes(journey);
    const contacts = [{ names: [{ text: "International Office" }], emails: ["io@rive.example"] }];
    await a.agreements.edit({ ...command(a, aId), content: { owner: { contacts }, partner: { contacts: [] }, conditions: [condition()] } });
    await journey.settle();
    expect((await hashes(journey))[0]).toBe(before);
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
    expect((await seen(journey, journey.b)).theirs?.current.copy.owner.contacts).toEqual(contacts);
  });

  test("content that breaks rules is refused field by field, and nothing is stored", async () => {
    const journey = await inForceJourney();
    const { a } = journey;
    const before = (await seen(journey, a)).agreement;
    const refused = await refusal(edit(journey, a, condition({ subjectAreas: [{ iscedFCode: "314" }], mobilitiesPerYear: 0, languageSkills: [] })));
    expect(refused).toMatchObject({ status: 400, code: "invalid-agreement" });
    expect(refused.details).toEqual([
      { field: "conditions[0].mobilitiesPerYear", problem: "is not a positive whole number", expected: "1 or more" },
      { field: "conditions[0].languageSkills", problem: "there is none", expected: "at least one recommended language for this kind of mobility" },
      { field: "conditions[0].subjectAreas[0].iscedFCode", problem: "is not a four-digit ISCED-F code", expected: "four digits, e.g. 0314" },
    ]);
    expect((await seen(journey, a)).agreement).toEqual(before);
  });

  test("an edit learns first that the partner has approved the version it replaces", async () => {
    const journey = await boundJourney();
    const { a, b } = journey;
    await approve(journey, a);
    await journey.settle();
    await approve(journey, b);
    await edit(journey, a, condition({ mobilitiesPerYear: 7 }));
    expect(await statuses(journey)).toEqual(["modified", "in-force"]);
  });
});

describe("6.3 withdraw an approval", () => {
  test("before anything is in force: it is gone, and the partner hears", async () => {
    const journey = await boundJourney();
    const { a, aId, bId } = journey;
    await approve(journey, a);
    await journey.settle();
    await a.agreements.withdrawApproval(command(a, aId));
    expect(journey.pending()).toEqual([{ from: "a", kind: "iia-approval-cnr", objectId: bId }]);
    await journey.settle();
    expect(await statuses(journey)).toEqual(["bound", "bound"]);
    expect((await a.agreements.withdrawApproval(command(a, aId))).agreement.approvalByUs).toBeUndefined();
  });

  test("what is in force cannot be withdrawn", async () => {
    const { a, aId } = await inForceJourney();
    expect(await refusal(a.agreements.withdrawApproval(command(a, aId)))).toMatchObject({ status: 422, code: "approval-in-force" });
  });
});
