import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { isAudited } from "../../../src/api/audit/record.js";
import { contractOperations } from "../support/contract.js";
import { type Office, OTHER, startOffice, US } from "../support/office.js";
import { signedIn } from "../support/people.js";
import { newAgreement } from "../support/terms.js";

const PASSWORD = "correct horse battery";
let office: Office;
let me: string;
beforeAll(async () => {
  office = await startOffice();
  me = (await office.call("get", "/me")).body.id;
});
afterAll(() => office.close());

const person = async (email: string, grants: object[]) => {
  const { body } = await office.call("post", "/people").send({ email, name: "Ada Lovelace", grants, password: PASSWORD }).expect(201);
  return { id: body.id as string, browser: await signedIn(office, { email, password: PASSWORD }) };
};
interface Entry { readonly operation: string; readonly number: number }
const log = async (query = ""): Promise<Entry[]> => (await office.call("get", `/audit${query}`).expect(200)).body.items;

describe("the audit log", () => {
  test("has every change with who, what, when and its outcome, refused ones too", async () => {
    const { id, browser } = await person("ada@rive.example", [{ role: "officer", heiId: US }]);
    const { body: draft } = await browser.send("post", `/institutions/${US}/agreements`, newAgreement()).expect(201);
    const refused = await browser.send("post", `/institutions/${US}/agreements/${draft.id}/approve`, { reviewedHash: "a".repeat(64) });
    expect(refused.status).toBe(422);
    const [approve, create, signIn, ...before] = await log();
    expect(approve).toEqual({
      number: expect.any(Number), at: office.clock.now().toISOString(), actor: "Ada Lovelace", callerId: id, operation: "approveAgreement", heiId: US, objects: [draft.id], filters: [],
      status: 422, requestId: refused.headers["x-request-id"], hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(create).toMatchObject({ actor: "Ada Lovelace", operation: "createAgreement", objects: [draft.id], status: 201 });
    expect(signIn).toMatchObject({ actor: "Ada Lovelace", callerId: id, operation: "signIn", objects: [], status: 200 });
    expect(before[0]).toMatchObject({ actor: "test system", callerId: me, operation: "addPerson", objects: [id], status: 201 });
    await request(office.app).post("/api/v1/sign-in").set("Sec-Fetch-Site", "same-origin").send({ email: "ada@rive.example", password: "wrong" });
    expect((await log())[0]).toMatchObject({ actor: "nobody", operation: "signIn", status: 401 });
  });

  test("has every look at a student's record: a list is one entry, without what was searched for", async () => {
    const { id, browser } = await person("chidi@rive.example", [{ role: "coordinator", heiId: US }]);
    await browser.get(`/institutions/${US}/outgoing-nominations?partner=lac.example&limit=7`).expect(200);
    await browser.get(`/institutions/${US}/outgoing-nominations/student-7`).expect(404);
    await browser.get(`/institutions/${US}/agreements`).expect(200);
    await browser.get("/me").expect(200);
    expect(await log(`?callerId=${id}`)).toEqual([
      expect.objectContaining({ operation: "getOutgoing", heiId: US, objects: ["student-7"], status: 404 }),
      expect.objectContaining({ operation: "listOutgoing", heiId: US, objects: [], filters: ["partner"], found: 0, status: 200 }),
      expect.objectContaining({ operation: "signIn" }),
    ]);
    expect((await log("?object=student-7")).map(({ operation }) => operation)).toEqual(["getOutgoing"]);
    expect((await log(`?operation=listOutgoing&heiId=${US}`))).toHaveLength(1);
    expect(await log(`?operation=listOutgoing&heiId=${OTHER}`)).toEqual([]);
  });

  test("is read page by page, and by administrators of their institutions only", async () => {
    const first = await office.call("get", "/audit?limit=2").expect(200);
    const second = await office.call("get", `/audit?limit=2&cursor=${first.body.next}`).expect(200);
    const numbers = [...first.body.items, ...second.body.items].map(({ number }: Entry) => number);
    expect(numbers).toEqual([0, 1, 2, 3].map((at) => (numbers[0] ?? 0) - at));
    expect((await office.call("get", "/audit?cursor=x")).status).toBe(400);
    const { browser } = await person("amina@autre.example", [{ role: "administrator", heiId: OTHER }, { role: "officer", heiId: US }]);
    expect((await browser.get("/audit").expect(200)).body.items).toEqual([]);
    expect((await browser.get(`/audit?heiId=${US}`)).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-institution" });
    await browser.get(`/institutions/${OTHER}/outgoing-nominations`).expect(200);
    expect((await browser.get(`/audit?heiId=${OTHER}`)).body.items.map(({ operation }: Entry) => operation)).toEqual(["listOutgoing"]);
    const { browser: officer } = await person("otto@rive.example", [{ role: "officer", heiId: US }]);
    expect((await officer.get("/audit")).body).toMatchObject({ status: 403, details: { missing: ["admin"] } });
  });

  test("says of itself that it is whole", async () => {
    const { body } = await office.call("get", "/audit/verification").expect(200);
    const [last] = await log();
    expect(body).toMatchObject({ entries: last?.number, findings: [], head: { number: last?.number } });
  });

  test("what cannot be noted is not answered", async () => {
    const broken = await startOffice({ withServices: (services) => ({ ...services, audit: { ...services.audit, append: async () => { throw new Error("no room"); } } }) });
    expect((await broken.call("get", `/institutions/${US}/outgoing-nominations`)).status).toBe(500);
    expect((await broken.call("get", `/institutions/${US}/agreements`)).status).toBe(200);
    await broken.close();
  });

  test("every operation that changes something or reads mobilities is noted, but those that show no student", async () => {
    const operations = await contractOperations();
    const silent = operations.filter((operation) => !isAudited(operation));
    expect(silent.filter(({ method }) => method !== "get")).toEqual([]);
    expect(silent.filter(({ scopes }) => scopes.includes("mobilities:read")).map(({ id }) => id).sort()).toEqual(
      ["getCohortTemplate", "getCourse", "getCourseTemplate", "getGradeScales", "getSeats", "getStatistics", "listCourses", "listPartnerCourses"],
    );
  });
});
