/** A campaign: agreements in force are renewed as drafts, sent, counted, and their partners reminded once a day. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { act, AGREEMENTS, created, inForce, shown } from "../support/journey.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

const RENEWALS = `/institutions/${US}/agreement-renewals`;
const YEARS = { firstAcademicYear: "2029/2030", lastAcademicYear: "2034/2035" };
const QUERY = "firstAcademicYear=2029/2030&lastAcademicYear=2034/2035";

let office: Office;
let source: string;
beforeAll(async () => {
  office = await startOffice();
  source = (await inForce(office)).id;
});
afterAll(() => office.close());

const renew = async (agreementIds: readonly string[], more: object = {}) => (await office.call("post", RENEWALS).send({ agreementIds, ...YEARS, ...more }).expect(200)).body.items;
const list = async () => (await office.call("get", `${RENEWALS}?${QUERY}`).expect(200)).body.items;
const stages = async () => (await office.call("get", `${RENEWALS}/funnel?${QUERY}`).expect(200)).body;
const told = async (id: string) => (await office.store.outbox.list(US, { objectId: id, kinds: ["iia-cnr"] }, { limit: 50 })).items.length;

test("a dry run makes nothing and says what cannot be renewed", async () => {
  const draft = await created(office);
  const results = await renew([source, draft.id, "nothing"], { dryRun: true });
  expect(results.map(({ outcome, refusal }: { outcome: string; refusal?: { status: number; type: string } }) => [outcome, refusal?.status, refusal?.type])).toEqual([
    ["possible", undefined, undefined], ["refused", 422, "urn:passerelle:problem:never-in-force"], ["refused", 404, "urn:passerelle:problem:not-found"],
  ]);
  expect([await list(), (await stages()).total]).toEqual([[], 0]);
  const [early] = await renew([source], { firstAcademicYear: "2028/2029" });
  expect(early.refusal).toMatchObject({ status: 422, type: "urn:passerelle:problem:still-valid" });
});

test.each([[{ firstAcademicYear: "2030/2035" }, "firstAcademicYear: is no academic year"], [{ lastAcademicYear: "2028/2029" }, "lastAcademicYear: is before the first"]])("years that cannot be: %j", async (more, detail) => {
  expect((await office.call("post", RENEWALS).send({ agreementIds: [source], ...YEARS, ...more })).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:invalid-content", detail });
});

test("the draft has the terms in force for the new years; repeating finds it, deleting it makes room for another", async () => {
  const [first] = await renew([source, source]);
  expect(first).toMatchObject({ sourceAgreementId: source, outcome: "drafted", partnerHeiId: PARTNER });
  const [old, draft] = [await shown(office, source), await shown(office, first.agreementId)];
  expect(draft).toMatchObject({ status: "draft", mine: { copy: { conditions: [{ ...old.mine.copy.conditions[0], ...YEARS }], owner: { contacts: old.mine.copy.owner.contacts } } } });
  expect(draft.mine.copy.owner.iiaCode).not.toBe(old.mine.copy.owner.iiaCode);
  expect(await renew([source])).toEqual([{ sourceAgreementId: source, outcome: "existing", partnerHeiId: PARTNER, agreementId: first.agreementId }]);
  await office.call("delete", `${AGREEMENTS}/${first.agreementId}`).set("If-Match", `"${draft.revision}"`).expect(204);
  expect((await stages()).stages).toMatchObject({ drafted: 0, ended: 1 });
  const [again] = await renew([source]);
  expect([again.outcome, again.agreementId === first.agreementId]).toEqual(["drafted", false]);
  expect((await list()).map(({ agreementId, stage, nextStepCode }: Record<string, string>) => [agreementId, stage, nextStepCode])).toEqual([[again.agreementId, "drafted", "draft"]]);
});

test("two who renew at once make one draft", async () => {
  const { id } = await inForce(office);
  const both = await Promise.all([renew([id]), renew([id])]);
  expect(new Set(both.map(([one]) => one.agreementId)).size).toBe(1);
});

test("partners that have not answered are told again, once in 24 hours whoever asks", async () => {
  const [line] = await list();
  await act(office, line.agreementId, "send").expect(200);
  await office.store.outbox.claim({ now: office.clock.now(), leaseMs: 60_000, limit: 200, perPartner: 200 });
  const before = await told(line.agreementId);
  const remind = async () => (await office.call("post", `${RENEWALS}/reminders`).send(YEARS).expect(200)).body;
  expect((await stages()).stages).toMatchObject({ sent: 1, drafted: 1 });
  const [one, other] = await Promise.all([remind(), remind()]);
  expect([one.reminded, other.reminded].flat()).toEqual([{ partnerHeiId: PARTNER, agreements: 1 }]);
  expect([one.tooSoon, other.tooSoon].flat()).toEqual([PARTNER]);
  expect(await told(line.agreementId)).toBe(before + 1);
  office.clock.advance(24 * 3_600_000 - 1);
  expect((await remind()).reminded).toEqual([]);
  office.clock.advance(1);
  expect((await remind()).reminded).toEqual([{ partnerHeiId: PARTNER, agreements: 1 }]);
});
