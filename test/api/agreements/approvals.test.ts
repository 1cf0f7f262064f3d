/** Many approvals at once: only copies that are identical, each with its own result. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { act, AGREEMENTS, arrives, bound, created, shown } from "../support/journey.js";
import { type Office, startOffice, US } from "../support/office.js";
import { condition, partnerCopy, terms } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const approve = async (...items: { agreementId: string; partnerHash: string }[]) => (await office.call("post", `/institutions/${US}/agreement-approvals`).send({ items }).expect(200)).body.items;
const reviewed = ({ id, hash }: { id: string; hash: string }) => ({ agreementId: id, partnerHash: hash });
const isApproved = async (id: string) => (await shown(office, id)).approvalByUs?.current ?? false;

test("identical copies are approved, the others are not, and each says why", async () => {
  const [same, other, edited] = [await bound(office), await bound(office), await bound(office)];
  const copy = partnerCopy(other.theirId, other.id);
  const hash = office.scripts.partner.serve({ ...copy, conditions: copy.conditions.map((one) => ({ ...one, mobilitiesPerYear: 7 })) });
  await arrives(office, other.theirId);
  const draft = await created(office);
  await office.call("put", `${AGREEMENTS}/${edited.id}`).set("If-Match", `"${edited.agreement.revision}"`).send(terms({ conditions: [condition({ totalMonthsPerYear: "99" })] })).expect(200);
  const results = await approve(reviewed(same), { agreementId: other.id, partnerHash: hash }, { agreementId: draft.id, partnerHash: hash }, reviewed(edited), { agreementId: "nothing", partnerHash: hash });
  expect(results.map(({ agreementId, approved, status, refusal }: { agreementId: string; approved: boolean; status?: string; refusal?: { status: number; type: string } }) => [agreementId, approved, status ?? refusal?.status, refusal?.type])).toEqual([
    [same.id, true, "approved-by-us", undefined],
    [other.id, false, 422, "urn:passerelle:problem:not-identical"],
    [draft.id, false, 422, "urn:passerelle:problem:not-identical"],
    [edited.id, false, 422, "urn:passerelle:problem:not-identical"],
    ["nothing", false, 404, "urn:passerelle:problem:not-found"],
  ]);
  expect([await isApproved(same.id), await isApproved(other.id), await isApproved(edited.id)]).toEqual([true, false, false]);
  expect(results[1].refusal.detail).toBe("The partner's copy does not say what ours says, or cannot be approved yet.");
});

test("repeating it changes nothing", async () => {
  const one = await bound(office);
  const [first] = await approve(reviewed(one));
  const [second] = await approve(reviewed(one));
  expect(second).toEqual(first);
});

test("only the version that was shown: what the partner changed meanwhile is not approved, even if it says the same", async () => {
  const one = await bound(office);
  const copy = partnerCopy(one.theirId, one.id);
  office.scripts.partner.serve({ ...copy, conditions: copy.conditions.map((condition) => ({ ...condition, totalMonthsPerYear: "10.5" })) });
  const [refused] = await approve(reviewed(one));
  expect([refused.approved, refused.refusal.status, refused.refusal.type]).toEqual([false, 409, "urn:passerelle:problem:changed-since-review"]);
  expect(await isApproved(one.id)).toBe(false);
});

test("a partner that does not answer is asked once", async () => {
  const several = [await bound(office), await bound(office), await bound(office)];
  let asked = 0;
  const { partner } = office.scripts;
  office.scripts.partner = { ...partner, fetch: async () => { asked++; throw new PartnerFailure({ reason: "no answer", retry: true }); } };
  const results = await approve(...several.map(reviewed));
  office.scripts.partner = partner;
  expect([asked, results.map(({ refusal }: { refusal: { status: number } }) => refusal.status)]).toEqual([1, [504, 504, 504]]);
  expect((await approve(...several.map(reviewed))).every(({ approved }: { approved: boolean }) => approved)).toBe(true);
});

test("what a grant for units does not reach does not exist", async () => {
  const one = await bound(office);
  const { agreements } = office.services;
  const [result] = await agreements.approveIdentical({ heiId: US, actor: "somebody", items: [{ id: one.agreement.id, partnerHash: one.hash }], scopesOn: (units) => new Set(units.includes("ou-law") ? ["agreements:approve"] : []) });
  expect(result).toMatchObject({ refusal: { status: 404 } });
  await act(office, one.id, "refresh").expect(200);
  expect(await isApproved(one.id)).toBe(false);
});
