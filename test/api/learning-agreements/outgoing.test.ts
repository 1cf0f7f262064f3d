/** Learning agreements of our students through the office door. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Components, LaDetails } from "../../../src/domain/learning-agreements/model.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { component, officerSigns, sampleComponents, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

const OUT = `/institutions/${US}/outgoing-learning-agreements`;

let office: Office;
beforeAll(async () => {
  office = await startOffice();
  await office.call("put", `/institutions/${US}/units/140`).send({ code: "MATH", names: [{ text: "Faculty of Mathematics" }] }).expect(201);
});
afterAll(() => office.close());

const details = (more: Partial<LaDetails> = {}): LaDetails => {
  const { sending, receiving, ...rest } = sampleDetails(more);
  return { ...rest, sending: { ...sending, heiId: US }, receiving: { ...receiving, heiId: PARTNER } };
};
const form = (omobilityId: string, more: object = {}) => ({ partnerHeiId: PARTNER, omobilityId, mobilityType: "semester", details: details(), components: sampleComponents(), ...more });
const made = async (id: string, more: object = {}) => (await office.call("post", OUT).send(form(id, more)).expect(201)).body;
const act = (id: string, action: string, body?: object) => office.call("post", `${OUT}/${id}/${action}`).send(body);
const shown = async (id: string) => (await office.call("get", `${OUT}/${id}`).expect(200)).body;
const draft = (id: string, revision: number, components: Components, studentChanges?: object) =>
  office.call("put", `${OUT}/${id}/draft`).set("If-Match", `"${revision}"`).send({ components, ...(studentChanges && { studentChanges }) });
const signed = async (id: string) => {
  await act(id, "student-signature", studentSigns()).expect(200);
  return (await act(id, "sending-signature", officerSigns("Anna")).expect(200)).body;
};
/** The partner's update, as its door takes it. */
const answered = (id: string, proposalId: string, comment?: string) => office.services.learningAgreements.receiveUpdate({
  heiId: US, callers: [PARTNER], sendingHeiId: US, omobilityId: omobilityId(id),
  answer: { proposalId, signature: officerSigns("Bo"), ...(comment === undefined ? { verdict: "approve" } : { verdict: "comment", comment }) },
});
const told = async (id: string) => (await office.store.outbox.list(US, { objectId: id, kinds: ["omobility-la-cnr"] }, { limit: 10 })).items.length;

describe("from draft to changes", () => {
  const id = "journey";
  test("a draft that nobody outside sees; the student signs first, then we, and the partner is told", async () => {
    const { body, headers } = await office.call("post", OUT).send(form(id)).expect(201);
    expect([headers["location"], headers["etag"]]).toEqual([`/api/v1${OUT}/${id}`, '"1"']);
    expect(body).toMatchObject({
      omobilityId: id, heiId: US, partnerHeiId: PARTNER, partnerName: "Lake University", revision: 1, status: "draft", turn: "student", mobilityType: "semester", details: details(),
      draft: { components: sampleComponents() }, rounds: [], comparison: { next: sampleComponents(), credits: { next: [{ table: "studied", scheme: "ects", value: "12" }, { table: "recognized", scheme: "ects", value: "5.5" }] } },
    });
    expect(body).not.toHaveProperty("comparison.agreed");
    expect((await act(id, "sending-signature", {})).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:student-signs-first", userMessages: [{ text: "The student signs first, then your institution." }] });
    expect((await act(id, "student-signature", {}).expect(200)).body).toMatchObject({ turn: "sending", draft: { studentSignature: { timestamp: office.clock.now().toISOString() } } });
    expect(await told(id)).toBe(0);
    const sent = (await act(id, "sending-signature", officerSigns("Anna")).expect(200)).body;
    expect(sent).toMatchObject({ status: "awaiting", turn: "receiving", proposal: { sending: officerSigns("Anna") }, rounds: [{ proposalId: sent.proposal.id, outcome: "awaiting" }] });
    for (const ifMatch of ['"2"', `"${sent.revision}"`]) {
      const again = await act(id, "sending-signature", officerSigns("Anna")).set("If-Match", ifMatch);
      expect([again.status, again.body]).toEqual([200, sent]);
    }
    expect((await act(id, "sending-signature", officerSigns("Bo")).set("If-Match", '"2"')).status).toBe(412);
    expect(await told(id)).toBe(1);
  });

  test("approved it holds; changes are cumulative, what changed and the totals are shown", async () => {
    await answered(id, (await shown(id)).proposal.id);
    const agreed = await shown(id);
    expect(agreed).toMatchObject({ status: "approved", turn: "nobody", firstVersion: { receiving: officerSigns("Bo") }, comparison: { agreed: sampleComponents(), differences: [] } });
    const changed = (await draft(id, agreed.revision, sampleComponents({ studied: [component("Logic"), component("Topology", { credits: [{ scheme: "ects", value: "7.25" }] })] }), { givenNames: "Ivan" }).expect(200)).body;
    expect(changed).toMatchObject({ status: "approved", turn: "student", comparison: { changedStudentFields: ["givenNames"], credits: { agreed: [{ value: "12" }, { value: "5.5" }], next: [{ value: "13.25" }, { value: "5.5" }] } } });
    expect(changed.comparison.differences.map(({ what, component: { title } }: { what: string; component: { title: string } }) => `${what} ${title}`)).toEqual(["removed Introductory calculus", "added Topology"]);
    const sent = await signed(id);
    expect((await draft(id, sent.revision, sampleComponents())).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:awaits-answer" });
    expect((await act(id, "withdraw").expect(200)).body).toMatchObject({ status: "approved", turn: "student", rounds: [{ outcome: "approved" }, { outcome: "withdrawn" }] });
    await answered(id, (await signed(id)).proposal.id, "Topology is not held.");
    expect(await shown(id)).toMatchObject({ status: "rejected", turn: "student", rounds: [{}, {}, { outcome: "rejected", answer: { verdict: "comment", comment: "Topology is not held." } }] });
    expect((await office.call("delete", `${OUT}/${id}`)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:signed-by-all" });
  });

  test("every version that the partner could see is kept; the timeline has no personal datum", async () => {
    const versions = (await office.call("get", `${OUT}/${id}/versions`).expect(200)).body.items;
    expect(versions.map(({ version, document }: { version: number; document: { proposal?: object; firstVersion?: object } }) => [version, Boolean(document.firstVersion), Boolean(document.proposal)]))
      .toEqual([[6, true, false], [5, true, true], [4, true, false], [3, true, true], [2, true, false], [1, false, true]]);
    const timeline = (await office.call("get", `${OUT}/${id}/timeline`).expect(200)).body.items;
    expect(timeline.map(({ what, actor }: Record<string, string>) => [what, actor])).toEqual(expect.arrayContaining([["proposed", "test system"], ["approved", "partner"], ["withdrawn", "test system"], ["rejected", "partner"]]));
    for (const personal of ["Sidorov", "Ivan", "esi:", "Topology"]) expect(JSON.stringify(timeline)).not.toContain(personal);
  });
});

describe("details", () => {
  test("change at once under If-Match; what an approval protects needs a proposal", async () => {
    const { revision } = await made("details");
    const put = (body: object, ifMatch?: number) => {
      const call = office.call("put", `${OUT}/details`).send(body);
      return ifMatch === undefined ? call : call.set("If-Match", `"${ifMatch}"`);
    };
    expect((await put(details())).body).toMatchObject({ status: 428, type: "urn:passerelle:problem:precondition-required" });
    const edited = (await put(details({ end: "2027-07-31" }), revision).expect(200)).body;
    expect([edited.revision, edited.details.end]).toEqual([2, "2027-07-31"]);
    expect((await put(details(), revision)).body).toMatchObject({ status: 412, type: "urn:passerelle:problem:precondition-failed", details: { expected: 1, present: 2 } });
    await answered("details", (await signed("details")).proposal.id);
    const renamed = details({ student: { ...details().student, familyName: "Petrov" } });
    expect((await put(renamed, (await shown("details")).revision)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:needs-proposal" });
    expect((await put(details({ student: { ...details().student, email: "new@example.com" } }), (await shown("details")).revision).expect(200)).body.details.student.email).toBe("new@example.com");
  });

  test("a unit that we do not publish is refused at its field", async () => {
    const elsewhere = (ounitId: string) => ({ ...details(), sending: { ...details().sending, ounitId } });
    const expected = { status: 400, type: "urn:passerelle:problem:invalid-learning-agreement", errors: [{ field: "sending.ounitId", problem: "is not one of our units", expected: "the id of a published unit, or none" }] };
    expect((await office.call("post", OUT).send(form("unit", { details: elsewhere("nowhere") }))).body).toMatchObject(expected);
    const { revision } = await made("unit");
    expect((await office.call("put", `${OUT}/unit`).set("If-Match", `"${revision}"`).send(elsewhere("nowhere"))).body).toMatchObject(expected);
  });

  test("everything that is wrong is told at once, by field and without values", async () => {
    const wrong = form("wrong", { details: { ...details({ iscedFCode: "54", student: { ...details().student, birthDate: "secret-day" } }), sending: { ...details().sending, heiId: PARTNER } }, components: { studied: [component(" ")] } });
    const { body } = await office.call("post", OUT).send(wrong);
    expect([body.status, body.type, body.errors.map(({ field }: { field: string }) => field)]).toEqual([400, "urn:passerelle:problem:invalid-learning-agreement",
      ["sending.heiId", "student.birthDate", "iscedFCode", "components.recognized", "components.studied[0].title"]]);
    expect(JSON.stringify(body)).not.toContain("secret-day");
  });

  test("a telephone number that the network cannot carry is refused at its field: served, it would fail every answer that holds it", async () => {
    const { sending } = details();
    const { body } = await office.call("post", OUT).send(form("telephone", { details: details({ sending: { ...sending, contact: { ...sending.contact, phone: { e164: "123" } } } }) }));
    expect([body.status, body.errors?.map(({ field }: { field: string }) => field)]).toEqual([400, ["details.sending.contact.phone.e164"]]);
  });

  test.each(["\u0000", "\u0001", "\ufffe"])("a character that XML cannot carry is refused before it is stored (%j)", async (character) => {
    const { body } = await office.call("post", OUT).send(form("unwritable", { components: sampleComponents({ studied: [component(`Logic${character}`)] }) }));
    expect([body.status, body.type, body.errors.map(({ field }: { field: string }) => field)]).toEqual([400, "urn:passerelle:problem:invalid-learning-agreement", ["components.studied[0].title"]]);
    await office.call("get", `${OUT}/unwritable`).expect(404);
  });
});

describe("creation and deletion", () => {
  test("the same form again is the same agreement, with and without Idempotency-Key; another one is refused", async () => {
    const create = (body: object, key?: string) => {
      const call = office.call("post", OUT).send(body);
      return key === undefined ? call : call.set("Idempotency-Key", key);
    };
    const first = (await create(form("once"), "la-once").expect(201)).body;
    for (const again of [await create(form("once"), "la-once"), await create(form("once")), await create(form("once"), "la-other")]) expect([again.status, again.body]).toEqual([201, first]);
    expect((await create(form("once", { components: sampleComponents({ studied: [] }) }))).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:exists" });
    await act("once", "student-signature", {}).expect(200);
    expect((await create(form("once"))).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:exists" });
  });

  test("what is deleted is gone for everybody, and the partner hears of what it saw", async () => {
    await made("deleted");
    await signed("deleted");
    expect((await office.call("delete", `${OUT}/deleted`).set("If-Match", '"1"')).body).toMatchObject({ status: 412 });
    await office.call("delete", `${OUT}/deleted`).expect(204);
    expect(await told("deleted")).toBe(1);
    for (const path of ["", "/versions", "/timeline"]) expect((await office.call("get", `${OUT}/deleted${path}`)).body).toMatchObject({ status: 404, detail: "There is no learning agreement with this id." });
    expect((await made("deleted")).status).toBe("draft");
  });
});

test("lists by partner, year and status, page by page, with whose turn it is", async () => {
  const year = { details: details({ receivingAcademicYear: "2031/2032" }) };
  for (const id of ["l-1", "l-2", "l-3"]) await made(id, year);
  await signed("l-2");
  await answered("l-3", (await signed("l-3")).proposal.id);
  const list = async (query: string) => (await office.call("get", `${OUT}?academicYear=2031/2032&${query}`).expect(200)).body;
  const ids = async (query: string) => (await list(query)).items.map(({ omobilityId: id }: { omobilityId: string }) => id);
  expect([await ids("status=draft"), await ids("status=awaiting"), await ids("status=approved"), await ids("status=draft&status=approved"), await ids("status=rejected"), await ids("partner=mont.example"), await ids(`partner=${PARTNER}`)])
    .toEqual([["l-1"], ["l-2"], ["l-3"], ["l-1", "l-3"], [], [], ["l-1", "l-2", "l-3"]]);
  const first = await list("limit=2");
  expect(first.items.map(({ turn, studentName }: Record<string, string>) => [turn, studentName])).toEqual([["student", "Ivan Petrovich Sidorov"], ["receiving", "Ivan Petrovich Sidorov"]]);
  expect(await ids(`limit=2&cursor=${encodeURIComponent(first.next)}`)).toEqual(["l-3"]);
});
