import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { arrives, created, freshPartnerId, shown } from "../support/journey.js";
import { type Office, startOffice, US } from "../support/office.js";
import { partnerCopy } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const INCOMING = `/institutions/${US}/incoming`;
const waiting = async (query = "") => (await office.call("get", `${INCOMING}${query}`).expect(200)).body.items.map(({ iiaId }: { iiaId: string }) => iiaId);

/** A copy of the partner that nobody asked for. */
const received = async (id = freshPartnerId()) => {
  office.scripts.partner.serve(partnerCopy(id));
  await arrives(office, id);
  return id;
};

describe("copies that wait", () => {
  test("are listed with what a person wants to see", async () => {
    const id = await received();
    const { body } = await office.call("get", `${INCOMING}?partner=lac.example`);
    expect(body.items.find(({ iiaId }: { iiaId: string }) => iiaId === id)).toEqual({
      partnerHeiId: "lac.example", partnerName: "Lake University", iiaId: id, iiaCode: `LAC ${id}`, hash: expect.stringMatching(/^[0-9a-f]{64}$/), version: 1, validForApproval: true, conditions: 1,
      receivedAt: "2026-03-01T08:00:00.000Z", confirmedAt: "2026-03-01T08:00:00.000Z",
    });
    expect(await waiting("?partner=mont.example")).toEqual([]);
  });

  test("are shown with those of our agreements that fit", async () => {
    const { id } = await created(office);
    const theirs = await received();
    const { body } = await office.call("get", `${INCOMING}/lac.example/${theirs}`).expect(200);
    expect(body).toMatchObject({ partnerName: "Lake University", theirs: { partnerHeiId: "lac.example", iiaId: theirs, current: { copy: { owner: { iiaCode: `LAC ${theirs}` } } } } });
    expect(body.suggestions.find(({ agreementId }: { agreementId: string }) => agreementId === id)).toMatchObject({ iiaCode: "RIV-2026-01", score: expect.any(Number) });
  });

  test("whose id is all punctuation", async () => {
    const id = await received("a/b?c#d%e");
    const { body } = await office.call("get", `${INCOMING}/lac.example/${encodeURIComponent(id)}`).expect(200);
    expect(body.theirs.iiaId).toBe(id);
  });

  test("that are not there", async () => {
    expect((await office.call("get", `${INCOMING}/lac.example/unheard-of`)).body).toMatchObject({ status: 404, detail: "The partner's copy with this id is not known here." });
    expect((await office.call("post", `${INCOMING}/lac.example/unheard-of/adopt`)).body).toMatchObject({ status: 404 });
  });

  test("that the partner withdrew are listed apart", async () => {
    const id = await received();
    office.scripts.partner.withdraw(id);
    await arrives(office, id);
    expect(await waiting()).not.toContain(id);
    expect(await waiting("?gone=true")).toContain(id);
  });
});

describe("adopting", () => {
  test("makes our copy, shared and bound, and the copy waits no more", async () => {
    const theirs = await received();
    const answer = await office.call("post", `${INCOMING}/lac.example/${theirs}/adopt`).send({ iiaCode: "RIV-ADOPTED" });
    expect(answer.status).toBe(201);
    expect(answer.headers["location"]).toBe(`/api/v1/institutions/${US}/agreements/${answer.body.id}`);
    expect(answer.body).toMatchObject({ stage: "shared", status: "half-bound", partnerIiaId: theirs, mine: { copy: { owner: { iiaCode: "RIV-ADOPTED" }, partner: { iiaId: theirs } } } });
    expect(await waiting()).not.toContain(theirs);
    expect((await shown(office, answer.body.id)).id).toBe(answer.body.id);
    expect((await office.call("post", `${INCOMING}/lac.example/${theirs}/adopt`)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:partner-copy-taken" });
  });

  test("without a body gives it a code of ours", async () => {
    const theirs = await received();
    const { body } = await office.call("post", `${INCOMING}/lac.example/${theirs}/adopt`).expect(201);
    expect(body.mine.copy.owner.iiaCode).toEqual(expect.any(String));
  });
});
