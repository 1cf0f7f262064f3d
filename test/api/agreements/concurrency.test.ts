import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { act, AGREEMENTS, created, freshPartnerId, arrives, shown } from "../support/journey.js";
import { type Office, startOffice, US } from "../support/office.js";
import { condition, newAgreement, partnerCopy, terms } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

describe("If-Match", () => {
  const put = (id: string, mobilitiesPerYear: number) => office.call("put", `${AGREEMENTS}/${id}`).send(terms({ conditions: [condition({ mobilitiesPerYear })] }));

  test("is required for an edit", async () => {
    const { id } = await created(office);
    expect((await put(id, 3)).body).toMatchObject({ status: 428, type: "urn:passerelle:problem:precondition-required", detail: "Read the object first and send its ETag as If-Match." });
  });

  test("of another revision is refused with the present one, which works", async () => {
    const { id } = await created(office);
    expect((await put(id, 3).set("If-Match", '"1"').expect(200)).headers["etag"]).toBe('"2"');
    const lost = await put(id, 4).set("If-Match", '"1"');
    expect(lost.body).toMatchObject({ status: 412, type: "urn:passerelle:problem:precondition-failed", details: { expected: 1, present: 2 } });
    expect(lost.headers["etag"]).toBe('"2"');
    await put(id, 4).set("If-Match", '"2"').expect(200);
    expect((await shown(office, id)).mine.copy.conditions[0].mobilitiesPerYear).toBe(4);
  });

  test("that is no ETag of ours is named", async () => {
    const { id } = await created(office);
    for (const etag of ["1", '"abc"', "*", 'W/"1"']) {
      expect((await put(id, 3).set("If-Match", etag)).body.errors).toEqual([{ field: "header.if-match", problem: 'must match pattern "^"[0-9]{1,10}"$"' }]);
    }
  });

  test("guards actions and deletion too, where it is given", async () => {
    const { id } = await created(office);
    expect((await act(office, id, "send").set("If-Match", '"7"')).status).toBe(412);
    expect((await office.call("delete", `${AGREEMENTS}/${id}`).set("If-Match", '"7"')).status).toBe(412);
    await act(office, id, "send").set("If-Match", '"1"').expect(200);
  });

  test("two edits at once: one wins", async () => {
    const { id } = await created(office);
    const statuses = (await Promise.all([put(id, 5).set("If-Match", '"1"'), put(id, 6).set("If-Match", '"1"')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412]);
  });
});

describe("Idempotency-Key", () => {
  const create = (key: string, body: object = newAgreement()) => office.call("post", AGREEMENTS).set("Idempotency-Key", key).send(body);
  const count = async () => (await office.services.agreements.list(US, {}, { limit: 500 })).items.length;

  test("the same again gives the same answer, headers included, and one agreement", async () => {
    const first = await create("again-1").expect(201);
    const before = await count();
    const second = await create("again-1").expect(201);
    expect([second.text, second.headers["etag"], second.headers["location"]]).toEqual([first.text, first.headers["etag"], first.headers["location"]]);
    expect(await count()).toBe(before);
  });

  test("the same key with another body", async () => {
    await create("again-2").expect(201);
    expect((await create("again-2", newAgreement({ owner: { iiaCode: "OTHER" } }))).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:idempotency-key-reused", detail: "This Idempotency-Key was used for another request." });
  });

  test("the same key for another institution's path is another request", async () => {
    await create("again-3").expect(201);
    const { status } = await office.call("post", "/institutions/autre.example/agreements").set("Idempotency-Key", "again-3").send(newAgreement());
    expect(status).toBe(422);
  });

  test("while the first is still at work", async () => {
    const answers = await Promise.all([create("at-once"), create("at-once"), create("at-once")]);
    const made = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    expect(made.length + refused.length).toBe(3);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    for (const { body } of refused) expect(body).toMatchObject({ type: "urn:passerelle:problem:idempotency-key-in-progress" });
  });

  test("what was created by a process that died before it answered is not created a second time", async () => {
    const dying = { complete: async () => { throw new Error("killed"); }, giveBack: async () => { throw new Error("killed"); } };
    const { complete, giveBack } = office.store.idempotency;
    Object.assign(office.store.idempotency, dying);
    const before = await count();
    await create("died").expect(500);
    expect(await count()).toBe(before + 1);
    Object.assign(office.store.idempotency, { complete, giveBack });
    office.clock.advance(60_001);
    const { body } = await create("died").expect(201);
    expect(await count()).toBe(before + 1);
    expect((await create("died").expect(201)).body.id).toBe(body.id);
  });

  test("a refusal frees the key for the corrected request", async () => {
    await create("corrected", newAgreement({ conditions: [condition({ lastAcademicYear: "2020/2021" })] })).expect(400);
    await create("corrected").expect(201);
  });

  test("keys of different systems never meet", async () => {
    await create("shared-key").expect(201);
    const other = await request(office.app).post(`/api/v1${AGREEMENTS}`).set("Authorization", await office.token()).set("Idempotency-Key", "shared-key").send(newAgreement({ owner: { iiaCode: "SECOND" } }));
    expect(other.status).toBe(201);
  });

  test("adopting twice with one key makes one agreement", async () => {
    const theirId = freshPartnerId();
    office.scripts.partner.serve(partnerCopy(theirId));
    await arrives(office, theirId);
    const adopt = () => office.call("post", `/institutions/${US}/incoming/lac.example/${theirId}/adopt`).set("Idempotency-Key", `adopt-${theirId}`);
    const [first, second] = [await adopt().expect(201), await adopt().expect(201)];
    expect(second.body.id).toBe(first.body.id);
  });
});
