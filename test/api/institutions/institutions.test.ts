import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { heiId } from "../../../src/kernel/ids.js";
import { US_CLIENT_KEY, US_SERVER_KEY } from "../support/network.js";
import { type Office, OTHER, startOffice, US } from "../support/office.js";
import { condition, newAgreement } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const input = (more: Readonly<Record<string, unknown>> = {}) => ({ names: [{ text: "Université de Rive", lang: "fr" }], adminEmails: ["ewp@rive.example"], ...more });

describe("institutions", () => {
  test("a new one gets its keys and the first revision", async () => {
    const answer = await office.call("put", "/institutions/neuve.example").send(input({ otherIds: [{ type: "erasmus", value: "XX NEUVE01" }] }));
    expect([answer.status, answer.headers["etag"]]).toEqual([201, '"1"']);
    expect(answer.body).toEqual({
      heiId: "neuve.example", revision: 1, names: [{ text: "Université de Rive", lang: "fr" }], otherIds: [{ type: "erasmus", value: "XX NEUVE01" }], websiteUrls: [], factsheetUrls: [],
      courseCatalogueUrls: [], contacts: [], adminEmails: ["ewp@rive.example"], changedAt: "2026-03-01T08:00:00.000Z",
    });
    expect(office.scripts.keysMadeFor).toEqual(["neuve.example"]);
  });

  test("are replaced under If-Match only", async () => {
    const put = (etag?: string) => {
      const sent = office.call("put", `/institutions/${OTHER}`).send(input({ abbreviation: "AUT" }));
      return etag === undefined ? sent : sent.set("If-Match", etag);
    };
    expect((await put()).body).toMatchObject({ status: 428, type: "urn:passerelle:problem:precondition-required" });
    const replaced = await put('"1"');
    expect([replaced.status, replaced.headers["etag"], replaced.body.abbreviation]).toEqual([200, '"2"', "AUT"]);
    const lost = await put('"1"');
    expect([lost.status, lost.headers["etag"], lost.body.details]).toEqual([412, '"2"', { expected: 1, present: 2 }]);
  });

  test("If-Match on one that is not there", async () => {
    expect((await office.call("put", "/institutions/absent.example").set("If-Match", '"3"').send(input())).body).toMatchObject({ status: 412 });
  });

  test("with what no document of the network can carry are refused before anything is made for them", async () => {
    const answer = await office.call("put", "/institutions/tab.example").send(input({ names: [{ text: "Uni\u000bversity" }] }));
    expect([answer.status, answer.body.errors[0]]).toEqual([400, { field: "/institutions-response/hei[1]/name[1]", problem: "U+000B cannot be written in XML", expected: "a value that the network's schemas allow" }]);
    expect(office.scripts.keysMadeFor).not.toContain("tab.example");
    expect((await office.call("get", "/institutions/tab.example")).status).toBe(404);
  });

  test("are listed for whom they are", async () => {
    const list = async (token: string) => (await request(office.app).get("/api/v1/institutions").set("Authorization", token)).body.items.map((one: { heiId: string }) => one.heiId);
    expect(await list(await office.token(["institutions:read"], [US]))).toEqual([US]);
    expect(await list(await office.token(["institutions:read"]))).toEqual(expect.arrayContaining([OTHER, US]));
  });

  test.each([
    ["no name", { names: [] }, "names", "must NOT have fewer than 1 items"],
    ["a person's address that is none", { adminEmails: ["nobody"] }, "adminEmails[0]", 'must match pattern "^[^@\\s]+@[^.\\s]+\\.\\S+$"'],
    ["a logo without TLS", { logoUrl: "http://rive.example/logo.png" }, "logoUrl", 'must match pattern "^https://\\S+$"'],
    ["a root that is no unit", { rootOunitId: "none" }, "rootOunitId", "is not one of the institution's units"],
    ["an address in both forms", { streetAddress: { addressLines: ["Quai 1"], streetName: "Quai" } }, "streetAddress", "mixes address lines with structured parts"],
  ])("with %s are refused", async (_name, more, field, problem) => {
    const { status, body } = await office.call("put", `/institutions/${US}`).set("If-Match", '"1"').send(input(more));
    expect([status, body.errors[0].field, body.errors[0].problem]).toEqual([400, field, problem]);
  });
});

describe("units", () => {
  const unit = (id: string, more: Readonly<Record<string, unknown>> = {}) => office.call("put", `/institutions/${US}/units/${id}`).send({ code: `CODE ${id}`, names: [{ text: `Unit ${id}` }], ...more });

  test("are made, read, replaced and removed", async () => {
    expect((await unit("law")).status).toBe(201);
    const read = await office.call("get", `/institutions/${US}/units/law`);
    expect([read.status, read.headers["etag"]]).toEqual([200, '"1"']);
    expect(read.body).toEqual({ id: "law", revision: 1, code: "CODE law", names: [{ text: "Unit law" }], websiteUrls: [], factsheetUrls: [], contacts: [], changedAt: "2026-03-01T08:00:00.000Z" });
    expect((await unit("law", { abbreviation: "LAW" })).status).toBe(428);
    expect((await unit("law", { abbreviation: "LAW" }).set("If-Match", '"1"')).body).toMatchObject({ revision: 2, abbreviation: "LAW" });
    expect((await office.call("get", `/institutions/${US}/units`)).body.items.map(({ id }: { id: string }) => id)).toContain("law");
    await office.call("delete", `/institutions/${US}/units/law`).expect(204);
    expect((await office.call("get", `/institutions/${US}/units/law`)).body).toMatchObject({ status: 404, detail: "There is no unit with this id." });
    expect((await office.call("delete", `/institutions/${US}/units/law`)).status).toBe(404);
  });

  test("form one tree below the root that the institution names", async () => {
    await unit("root").expect(201);
    const problemOf = async (answer: PromiseLike<{ body: { status: number; errors: { field: string; problem: string }[] } }>) => {
      const { status, errors } = (await answer).body;
      return [status, errors[0]?.field, errors[0]?.problem];
    };
    expect(await problemOf(unit("child", { parentId: "root" }))).toEqual([400, "parentId", "of unit CODE child needs a root"]);
    await office.call("put", `/institutions/${US}`).set("If-Match", '"1"').send(input({ rootOunitId: "root" })).expect(200);
    await unit("child", { parentId: "root" }).expect(201);
    await unit("grandchild", { parentId: "child" }).expect(201);
    expect(await problemOf(unit("child", { parentId: "grandchild" }).set("If-Match", '"1"'))).toEqual([400, "parentId", expect.stringMatching(/does not lead to the root$/)]);
    expect(await problemOf(unit("root", { parentId: "child" }).set("If-Match", '"1"'))).toEqual([400, "parentId", expect.stringMatching(/^of unit CODE (root|child) /)]);
    expect(await problemOf(unit("orphan", { parentId: "nobody" }))).toEqual([400, "parentId", "of unit CODE orphan is not one of the institution's units"]);
    expect(await problemOf(unit("twin", { code: "CODE child" }))).toEqual([400, "code", "belongs to another unit"]);
    expect(await problemOf(office.call("delete", `/institutions/${US}/units/root`))).toEqual([400, "rootOunitId", "is not one of the institution's units"]);
    expect(await problemOf(office.call("delete", `/institutions/${US}/units/child`))).toEqual([400, "parentId", "of unit CODE grandchild is not one of the institution's units"]);
    expect(await problemOf(office.call("put", `/institutions/${US}`).set("If-Match", '"2"').send(input()))).toEqual([400, "parentId", "of unit CODE child needs a root"]);
  });

  test("that an agreement refers to stay", async () => {
    await unit("quoted").expect(201);
    const { id } = (await office.call("post", `/institutions/${US}/agreements`).send(newAgreement({ conditions: [condition({ sendingOunitId: "quoted" })] })).expect(201)).body;
    expect((await office.call("delete", `/institutions/${US}/units/quoted`)).body).toMatchObject({ status: 409, detail: `Agreement ${id} refers to unit quoted.` });
  });
});

describe("factsheets", () => {
  const information = { email: "info@rive.example", phoneNumber: { e164: "+41223791111" }, websiteUrls: [{ url: "https://rive.example/info" }] };
  const factsheet = {
    studentNominations: { autumnTerm: "--04-15", springTerm: "--10-15" }, studentApplications: { autumnTerm: "--05-15", springTerm: "--11-15" }, applicationInfo: information,
    decisionWeeksLimit: 4, torWeeksLimit: 5, housingInfo: information, visaInfo: information, insuranceInfo: information,
  };
  const path = `/institutions/${US}/factsheet`;

  test("are missing, made, and replaced under If-Match", async () => {
    expect((await office.call("get", path)).body).toMatchObject({ status: 404, detail: "This institution has no factsheet yet." });
    const made = await office.call("put", path).send(factsheet);
    expect([made.status, made.headers["etag"]]).toEqual([201, '"1"']);
    expect(made.body).toEqual({ ...factsheet, revision: 1, additionalRequirements: [], accessibility: [], additionalInfo: [], changedAt: "2026-03-01T08:00:00.000Z" });
    expect((await office.call("put", path).send(factsheet)).status).toBe(428);
    expect((await office.call("put", path).set("If-Match", '"1"').send({ ...factsheet, torWeeksLimit: 3 })).body).toMatchObject({ revision: 2, torWeeksLimit: 3 });
    expect((await office.call("get", path)).body.torWeeksLimit).toBe(3);
  });

  test("with a day that no calendar has", async () => {
    expect((await office.call("put", path).send({ ...factsheet, studentNominations: { autumnTerm: "--13-01", springTerm: "--10-15" } })).body.errors[0].field).toBe("studentNominations.autumnTerm");
  });
});

describe("files", () => {
  const add = (bytes: Buffer, type = "application/pdf") => office.call("post", `/institutions/${US}/files`).set("Content-Type", type).send(bytes);

  test("are kept byte for byte", async () => {
    const bytes = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from([0, 255, 128, 10])]);
    const { status, body } = await add(bytes);
    expect([status, body]).toEqual([201, { id: expect.any(String), mediaType: "application/pdf", bytes: bytes.length, createdAt: "2026-03-01T08:00:00.000Z" }]);
    const read = await office.call("get", `/institutions/${US}/files/${body.id}`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => done(null, Buffer.concat(chunks)));
    });
    expect([read.headers["content-type"], read.headers["content-disposition"]]).toEqual(["application/pdf", "attachment"]);
    expect(bytes.equals(read.body)).toBe(true);
    expect((await office.call("get", `/institutions/${OTHER}/files/${body.id}`)).body).toMatchObject({ status: 404, detail: "There is no file with this id." });
  });

  test("must be PDFs", async () => {
    expect((await add(Buffer.from("<html>"))).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:not-as-declared", detail: "The body is not application/pdf: it does not begin with %PDF-." });
    expect((await add(Buffer.from("%PDF-1.7"), "application/octet-stream")).body).toMatchObject({ status: 415 });
    expect((await add(Buffer.alloc(0))).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:not-as-declared" });
  });
});

describe("the manifest's state", () => {
  const state = async () => (await office.call("get", `/institutions/${US}/manifest`).expect(200)).body;
  const now = () => office.clock.now();
  const key = (purpose: "client" | "server", fingerprint: string) => office.store.keys.change(US, "seal", (keys) =>
    [...keys.map((one) => ({ ...one, ...one.purpose === purpose && { retiredAt: now() } })), { heiId: US, purpose, fingerprint, sealed: "sealed-secret", createdAt: now(), usedAt: now() }]);
  const snapshot = () => office.scripts.snapshot;
  let before: ReturnType<typeof snapshot>;
  beforeAll(async () => {
    before = snapshot();
    await key("client", US_CLIENT_KEY);
    await key("server", US_SERVER_KEY);
  });
  afterEach(() => { office.scripts.snapshot = before; });

  test("the network sees the same keys", async () => {
    const body = await state();
    expect(body).toMatchObject({ url: `https://${US}/ewp/${US}/manifest.xml`, inCatalogue: true, verdict: "The network sees this institution with the same keys." });
    expect(body.keys.map((one: object) => one)).toEqual(expect.arrayContaining([
      { purpose: "client", fingerprint: US_CLIENT_KEY, state: "in-use", createdAt: "2026-03-01T08:00:00.000Z", usedAt: "2026-03-01T08:00:00.000Z", inCatalogue: true },
      { purpose: "server", fingerprint: US_SERVER_KEY, state: "in-use", createdAt: "2026-03-01T08:00:00.000Z", usedAt: "2026-03-01T08:00:00.000Z", inCatalogue: true },
    ]));
    expect(JSON.stringify(body)).not.toContain("sealed-secret");
  });

  test("a key that the network has not seen", async () => {
    await key("client", "f".repeat(64));
    expect((await state()).verdict).toBe("The network sees this institution without the client key ffffffffffff. Whatever is signed with it is refused until the registry has read the manifest again.");
  });

  test("an institution that the network does not know", async () => {
    const { body } = await office.call("get", `/institutions/${OTHER}/manifest`);
    expect(body).toMatchObject({ inCatalogue: false, keys: [], verdict: expect.stringContaining("Ask the operators of the registry to read https://autre.example/ewp/autre.example/manifest.xml") });
  });

  test("no catalogue", async () => {
    office.scripts.snapshot = undefined;
    expect(await state()).toMatchObject({ inCatalogue: false, verdict: "The node has no catalogue yet, so it cannot tell what others see." });
  });

  test("no institution", async () => {
    expect(await office.store.institutions.get(heiId("nowhere.example"))).toBeUndefined();
    expect((await office.call("get", "/institutions/nowhere.example/manifest")).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-institution" });
  });
});
