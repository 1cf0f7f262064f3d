/** Nominations through the office door, both directions, with a partner that is told what to serve. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { NominationStatus } from "../../../src/domain/nominations/model.js";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { content, student } from "../../support/nominations/samples.js";
import { inForce } from "../support/journey.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

const OUT = `/institutions/${US}/outgoing-nominations`;
const IN = `/institutions/${US}/incoming-nominations/${PARTNER}`;
const form = (facts: object = {}) => ({ student: student(), nomination: { ...content(), ...facts } });

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const made = async (facts: object = {}) => (await office.call("post", OUT).send({ partnerHeiId: PARTNER, ...form(facts) }).expect(201)).body;
const act = (id: string, action: string, body?: object) => office.call("post", `${OUT}/${id}/${action}`).send(body);
const told = async (id: string, kind: "omobility-cnr" | "imobility-cnr") => (await office.store.outbox.list(US, { objectId: id, kinds: [kind] }, { limit: 10 })).items.length;

describe("an outgoing nomination", () => {
  test("from draft to cancelled: the proposal id follows the content, and every change that the partner sees is told once", async () => {
    const draft = await made();
    expect(draft).toMatchObject({ heiId: US, partnerHeiId: PARTNER, partnerName: "Lake University", revision: 1, status: "draft", student: student(), nomination: content(), verdicts: [] });
    const sent = (await act(draft.id, "send").expect(200)).body;
    expect([sent.status, sent.nomination.proposalId, await told(draft.id, "omobility-cnr")]).toEqual(["pending", draft.nomination.proposalId, 1]);
    const put = (revision: number, body: object) => office.call("put", `${OUT}/${draft.id}`).set("If-Match", `"${revision}"`).send(body);
    const renamed = (await put(sent.revision, { ...form(), student: student({ email: "other@rive.example" }) }).expect(200)).body;
    expect(renamed.nomination.proposalId).toBe(sent.nomination.proposalId);
    const changed = (await put(renamed.revision, { ...form({ eqfLevel: 7 }), student: student({ email: "other@rive.example" }) }).expect(200)).body;
    expect(changed.nomination.proposalId).not.toBe(sent.nomination.proposalId);
    expect((await put(sent.revision, form()).expect(412)).body).toMatchObject({ type: "urn:passerelle:problem:precondition-failed" });
    expect((await act(draft.id, "cancel").expect(200)).body).toMatchObject({ status: "cancelled" });
    expect((await put(changed.revision + 1, form())).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:cancelled" });
    const versions = (await office.call("get", `${OUT}/${draft.id}/versions`).expect(200)).body.items;
    expect(versions.map(({ status }: { status: string }) => status)).toEqual(["cancelled", "pending", "pending", "pending"]);
    const timeline = (await office.call("get", `${OUT}/${draft.id}/timeline`).expect(200)).body.items;
    expect(timeline.map(({ kind, what, actor }: Record<string, string>) => [kind, what, actor])).toEqual([
      ["omobility-changed", "cancelled", "test system"], ["omobility-changed", "proposal-changed", "test system"], ["omobility-changed", "student-changed", "test system"],
      ["omobility-changed", "sent", "test system"], ["omobility-drafted", undefined, "test system"],
    ]);
    expect(JSON.stringify(timeline)).not.toContain("Núñez");
  });

  test("a repetition with the same Idempotency-Key makes no second one; also of a replacement", async () => {
    const create = () => office.call("post", OUT).set("Idempotency-Key", "nominate-once").send({ partnerHeiId: PARTNER, ...form() }).expect(201);
    const [first, second] = [(await create()).body, (await create()).body];
    expect(second.id).toBe(first.id);
    await act(first.id, "send").expect(200);
    const replace = () => office.call("post", `${OUT}/${first.id}/replace`).set("Idempotency-Key", "replace-once").send(form({ eqfLevel: 8 })).expect(201);
    const [fresh, again] = [(await replace()).body, (await replace()).body];
    expect([again.id, fresh.status, fresh.replaces]).toEqual([fresh.id, "draft", first.id]);
    expect((await office.call("get", `${OUT}/${first.id}`)).body).toMatchObject({ status: "cancelled", replacedBy: fresh.id });
  });

  test("text that XML cannot carry is refused at its field, not stored and never served", async () => {
    for (const character of ["\u0000", "\u0001", "\ufffe"]) {
      const body = { partnerHeiId: PARTNER, student: student({ givenNames: [{ text: `A${character}a` }] }), nomination: content({ comment: `B${character}` }) };
      const refused = (await office.call("post", OUT).send(body)).body;
      expect([refused.status, refused.errors?.map(({ field }: { field: string }) => field)]).toEqual([400, ["student.givenNames[0].text", "nomination.comment"]]);
    }
  });

  test("a language that XML cannot name is refused at its field: served, it would fail every answer that holds it", async () => {
    const body = { partnerHeiId: PARTNER, ...form(), student: student({ familyNames: [{ text: "Núñez", lang: "!!" }] }) };
    const refused = (await office.call("post", OUT).send(body)).body;
    expect([refused.status, refused.errors?.map(({ field }: { field: string }) => field)]).toEqual([400, ["student.familyNames[0].lang"]]);
  });

  test("everything that is wrong is told at once, by field and without values", async () => {
    const { body } = await office.call("post", OUT).send({ partnerHeiId: US, student: student({ globalId: "secret-1", email: "no mail", birthDate: "2004-02-30" }), nomination: content({ agreementIscedFCode: "31", term: "2026/2027-3/2" }) });
    expect([body.status, body.type, body.errors.map(({ field }: { field: string }) => field)]).toEqual([400, "urn:passerelle:problem:invalid-nomination",
      ["partnerHeiId", "student.globalId", "student.birthDate", "student.email", "nomination.term", "nomination.agreementIscedFCode"]]);
    expect(JSON.stringify(body)).not.toMatch(/secret-1|no mail|2004-02-30/);
  });

  test("lists by partner, year, status and stage", async () => {
    const draft = await made({ receivingAcademicYear: "2030/2031", term: "2030/2031-1/2" });
    const list = async (query: string) => (await office.call("get", `${OUT}?academicYear=2030/2031&${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);
    expect([await list("stage=draft"), await list("stage=sent"), await list("status=pending"), await list("status=approved"), await list(`partner=${PARTNER}`), await list("partner=mont.example")]).toEqual([[draft.id], [], [draft.id], [], [draft.id], []]);
  });
});

describe("agreement and places", () => {
  test("a nomination names the agreement in force, and warns before more are sent than it gives; the ledger counts", async () => {
    const { id, theirId, agreement } = await inForce(office);
    const { mobilitiesPerYear: agreed, subjectAreas, eqfLevels, firstAcademicYear: year } = agreement.mine.copy.conditions[0];
    const place = { receivingAcademicYear: year, agreementIscedFCode: subjectAreas[0]?.iscedFCode ?? "0314", eqfLevel: eqfLevels?.[0] ?? 6 };
    const nomination = omit({ ...content(), ...place }, "term");
    const nominate = async () => (await office.call("post", OUT).send({ partnerHeiId: PARTNER, student: student(), nomination }).expect(201)).body;
    const first = await nominate();
    expect(first.nomination).toMatchObject({ sendingIiaId: id, receivingIiaId: theirId });
    await act(first.id, "send").expect(200);
    const ledger = async () => (await office.call("get", `/institutions/${US}/seats?direction=outgoing&academicYear=${year}`).expect(200)).body.items.filter(({ agreementId }: { agreementId: string }) => agreementId === id);
    expect(await ledger()).toMatchObject([{ agreed, nominated: 1, approved: 0, left: agreed - 1 }]);
    for (let sent = 1; sent < agreed; sent++) await act((await nominate()).id, "send").expect(200);
    const over = await nominate();
    expect(over.overNominations).toMatchObject([{ agreementId: id, agreed, nominated: agreed + 1, left: -1 }]);
    expect(await ledger()).toMatchObject([{ nominated: agreed, left: 0 }]);
    expect((await office.call("get", `/institutions/${US}/seats?direction=outgoing&academicYear=2026/2099`)).body).toMatchObject({ status: 400, errors: [{ field: "academicYear" }] });
    await act(first.id, "cancel").expect(200);
    expect((await office.call("get", `${OUT}/${over.id}`)).body.overNominations).toEqual([]);
    expect((await office.call("post", OUT).send({ partnerHeiId: PARTNER, student: student(), nomination, agreementId: "other" })).body).toMatchObject({ status: 400, errors: [{ field: "agreementId", expected: id }] });
  });
});

describe("an incoming nomination", () => {
  let served: { proposalId: string; status: NominationStatus; eqfLevel: number };
  let refusal: PartnerFailure | undefined;
  const id = (name: string) => omobilityId(`${name}-1`);
  const arrive = async (name: string) => {
    served = { proposalId: "p1", status: "pending", eqfLevel: 6 };
    refusal = undefined;
    office.scripts.nominations = {
      ...office.scripts.nominations,
      fetch: async () => ({ student: student(), proposal: { id: served.proposalId, content: content({ eqfLevel: served.eqfLevel }) }, status: served.status, exchangeId: "read" }),
      decide: async (_us, _partner, _id, { decision }) => {
        if (refusal) throw refusal;
        served.status = decision === "approve" ? "approved" : "rejected";
        return `told-${decision}`;
      },
    };
    await office.services.nominations.refreshNomination(US, PARTNER, id(name));
  };
  const call = (name: string, action: string, body?: object) => office.call("post", `${IN}/${id(name)}/${action}`).send(body);
  const stay = (name: string, body: object) => office.call("put", `${IN}/${id(name)}/stay`).send(body);

  test("is approved, later rejected with the reason; both decisions stay, and what the partner makes of them is read again", async () => {
    await arrive("decided");
    expect((await office.call("get", `${IN}/${id("decided")}`).expect(200)).body).toMatchObject({ status: "pending", turn: "us", nextStep: expect.stringContaining("waits for your decision"), current: { version: 1, exchangeId: "read", faults: [], nomination: { proposalId: "p1" } }, stay: {} });
    const approved = (await call("decided", "approve", { proposalId: "p1" }).expect(200)).body;
    expect(approved).toMatchObject({ status: "approved", verdicts: [{ decision: "approve", proposalId: "p1", exchangeId: "told-approve" }] });
    const rejected = (await call("decided", "reject", { proposalId: "p1", comment: "no room" }).expect(200)).body;
    expect([rejected.status, rejected.verdicts.map(({ decision }: { decision: string }) => decision)]).toEqual(["rejected", ["approve", "reject"]]);
    expect((await office.call("get", `${IN}/${id("decided")}/versions`).expect(200)).body.items.map(({ status }: { status: string }) => status)).toEqual(["rejected", "approved", "pending"]);
    expect((await call("decided", "approve", { proposalId: "p1" })).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:rejected", detail: "This proposal was rejected; only a new one can be approved." });
    expect((await call("decided", "reject", { proposalId: "p1", comment: " " })).body).toMatchObject({ status: 400, errors: [{ field: "comment", problem: "is missing" }] });
  });

  test("that changed after it was reviewed is not decided: 409 with the present proposal", async () => {
    await arrive("changed");
    served = { ...served, proposalId: "p2", eqfLevel: 7 };
    expect((await call("changed", "approve", { proposalId: "p1" })).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:changed-since-review", details: { reviewed: "p1", proposalId: "p2", status: "pending" }, userMessages: [{ text: expect.any(String) }] });
    expect(served.status).toBe("pending");
  });

  test("a 409 of the partner is read again at once and shown", async () => {
    await arrive("raced");
    refusal = new PartnerFailure({ reason: "The partner refused the request: it answered 409.", retry: false, status: 409, serverMessage: "stale" });
    const before = served;
    office.scripts.nominations.decide = async () => {
      served = { ...before, proposalId: "p2", eqfLevel: 7 };
      throw refusal as PartnerFailure;
    };
    expect((await call("raced", "approve", { proposalId: "p1" })).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:partner-conflict", details: { proposalId: "p2", status: "pending", partnerSays: "stale" } });
    expect((await office.call("get", `${IN}/${id("raced")}`)).body).toMatchObject({ current: { version: 2, nomination: { proposalId: "p2" } }, verdicts: [] });
  });

  test("that changed without a new proposal id is shown with the fault and cannot be approved", async () => {
    await arrive("silent");
    served = { ...served, eqfLevel: 7 };
    expect((await call("silent", "refresh").expect(200)).body.current.faults).toEqual([{ field: "nomination.proposalId", problem: "is the same though the nomination changed", expected: "a new proposal id with every change of the nomination" }]);
    expect((await call("silent", "approve", { proposalId: "p1" })).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:faulty-nomination" });
    served = { ...served, proposalId: "p2", eqfLevel: 8 };
    expect((await call("silent", "approve", { proposalId: "p2" }).expect(200)).body).toMatchObject({ status: "approved", current: { faults: [] } });
  });

  test("dates of arrival and departure are checked, told to the partner, and can be taken back", async () => {
    await arrive("came");
    expect((await stay("came", { arrival: "2026-09-01" })).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:not-approved" });
    await call("came", "approve", { proposalId: "p1" }).expect(200);
    expect((await stay("came", { arrival: "2026-09-31" })).body).toMatchObject({ status: 400, errors: [{ field: "arrival", problem: "is not a date" }] });
    for (const year of ["0001", "2062"])
      expect((await stay("came", { arrival: `${year}-09-01` })).body).toMatchObject({ status: 400, errors: [{ field: "arrival", problem: "is years away from the mobility", expected: "a day about 2026/2027" }] });
    expect((await stay("came", { arrival: "2026-09-02", departure: "2026-09-01" })).body).toMatchObject({ status: 400, errors: [{ field: "departure" }] });
    expect((await stay("came", { arrival: "2026-09-01", departure: "2027-01-31" }).expect(200)).body.stay).toEqual({ arrival: "2026-09-01", departure: "2027-01-31" });
    expect(await told(id("came"), "imobility-cnr")).toBe(1);
    expect((await stay("came", {}).expect(200)).body.stay).toEqual({});
  });

  test("that is gone stays known; a silent partner is 504 with the reason", async () => {
    await arrive("gone");
    office.scripts.nominations.fetch = async () => undefined;
    expect((await call("gone", "refresh").expect(200)).body).toMatchObject({ goneAt: expect.any(String), current: { version: 1 } });
    expect((await call("gone", "approve", { proposalId: "p1" })).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:gone" });
    office.scripts.nominations.fetch = async () => { throw new PartnerFailure({ reason: "The partner does not answer.", retry: true }); };
    expect((await call("gone", "refresh")).body).toMatchObject({ status: 504, detail: "The partner's system failed: The partner does not answer." });
  });
});
