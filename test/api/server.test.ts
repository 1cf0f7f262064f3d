import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { createOfficeApp } from "../../src/api/server.js";
import { type Office, startOffice, US } from "./support/office.js";
import { newAgreement } from "./support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice({ bodyLimits: { json: 2000, pdf: 3000 } }); });
afterAll(() => office.close());

const agreements = `/institutions/${US}/agreements`;

/** The problem without its request id, which must be the one of the header. */
const problemOf = ({ body, headers, status }: request.Response) => {
  const { requestId, ...problem } = body;
  expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(requestId).toBe(headers["x-request-id"]);
  expect(problem.status).toBe(status);
  return problem;
};

describe("what does not fit the contract", () => {
  test("an unknown address", async () => {
    expect(problemOf(await office.call("get", "/universities"))).toEqual({ type: "urn:passerelle:problem:no-such-address", title: "Not Found", status: 404, detail: "The contract has no such address." });
  });

  test("an address beside the API needs no token to be told so", async () => {
    expect(problemOf(await request(office.app).get("/admin"))).toEqual({ type: "urn:passerelle:problem:no-such-address", title: "Not Found", status: 404, detail: "There is nothing here; the API is at /api/v1." });
  });

  test("a method that the address does not take", async () => {
    const answer = await office.call("delete", `/institutions/${US}`);
    expect(answer.headers["allow"]).toBe("GET, PUT");
    expect(problemOf(answer)).toEqual({ type: "urn:passerelle:problem:method-not-allowed", title: "Method Not Allowed", status: 405, detail: "This address takes GET, PUT." });
  });

  test.each([
    ["an unknown query parameter", "/partners?limi=1", "query.limi", "is not a parameter of this operation"],
    ["a number that is none", "/partners?limit=many", "query.limit", "must be integer"],
    ["a number that is too large", "/partners?limit=1000", "query.limit", "must be <= 200"],
    ["a parameter given twice", "/partners?limit=1&limit=2", "query.limit", "must be integer"],
    ["an unknown status", `${agreements}?status=nice`, "query.status[0]", "must be equal to one of the allowed values: draft, sent, received, half-bound, bound, approved-by-us, approved-by-partner, in-force, modified, terminated, partner-gone, deleted"],
    ["a moment without time zone", `${agreements}?changedSince=2026-03-01T08:00:00`, "query.changedSince", 'must match format "date-time"'],
    ["an id of 65 characters", `${agreements}/${"x".repeat(65)}`, "path.agreementId", 'must match pattern "^[!-~]{1,64}$"'],
  ])("%s", async (_name, path, field, problem) => {
    expect(problemOf(await office.call("get", path))).toEqual({
      type: "urn:passerelle:problem:contract-violated", title: "Bad Request", status: 400, detail: `The request does not fit the contract: ${field} ${problem}.`, errors: [{ field, problem }],
    });
  });

  test.each([
    ["an unknown field", newAgreement({ partnerName: "Lac" }), "partnerName", "is not a field of this request"],
    ["an unknown field deep inside", newAgreement({ conditions: [{ ...newAgreement().conditions[0], subjectAreas: [{ code: "0314", iscedFCode: "0314" }] }] }), "conditions[0].subjectAreas[0].code", "is not a field of this request"],
    ["a missing field", { conditions: [] }, "partnerHeiId", "is missing"],
    ["a wrong type", newAgreement({ conditions: "none" }), "conditions", "must be array"],
    ["a code that is too short", newAgreement({ conditions: [{ ...newAgreement().conditions[0], subjectAreas: [{ iscedFCode: "03" }] }] }), "conditions[0].subjectAreas[0].iscedFCode", 'must match pattern "^[0-9]{4}$"'],
  ])("%s in the body", async (_name, body, field, problem) => {
    expect(problemOf(await office.call("post", agreements).send(body)).errors).toEqual([{ field, problem }]);
  });

  test.each([
    ["malformed JSON", { type: "application/json", body: '{"partnerHeiId":', status: 400, code: "malformed-json", detail: "The body is not well-formed JSON." }],
    ["a text where an object must be", { type: "application/json", body: '"text"', status: 400, code: "malformed-json", detail: "The body is not well-formed JSON." }],
    ["XML", { type: "text/xml", body: "<iia/>", status: 415, code: "unsupported-media-type", detail: "The Content-Type is not the one that the contract names for this operation." }],
    ["JSON in Latin 1", { type: "application/json; charset=iso-8859-1", body: "{}", status: 415, code: "unsupported-media-type", detail: "JSON is sent in UTF-8." }],
    ["a body that is too large", { type: "application/json", body: JSON.stringify({ partnerHeiId: "x".repeat(3000) }), status: 413, code: "too-large", detail: "The body is too large." }],
  ])("%s", async (_name, { type, body, status, code, detail }) => {
    expect(problemOf(await office.call("post", agreements).set("Content-Type", type).send(body))).toMatchObject({ status, type: `urn:passerelle:problem:${code}`, detail });
  });

  test("a compressed body", async () => {
    const answer = await office.call("post", agreements).set("Content-Type", "application/json").set("Content-Encoding", "gzip").send("{}");
    expect(problemOf(answer)).toMatchObject({ status: 415, type: "urn:passerelle:problem:unsupported-media-type", detail: "Content codings are not supported; send the body as it is." });
  });

  test("no body where one must be", async () => {
    expect(problemOf(await office.call("post", agreements))).toMatchObject({ status: 415, type: "urn:passerelle:problem:unsupported-media-type" });
    expect(problemOf(await office.call("post", agreements).set("Content-Type", "application/json")).errors).toEqual([{ field: "partnerHeiId", problem: "is missing" }]);
  });

  test("an address with broken percent-encoding", async () => {
    expect(problemOf(await office.call("get", "/partners/%ff"))).toMatchObject({ status: 400, type: "urn:passerelle:problem:bad-request" });
  });
});

describe("every answer", () => {
  test("tells browsers and caches to keep out", async () => {
    for (const { headers } of [await office.call("get", "/me"), await request(office.app).get("/healthz"), await request(office.app).get("/")]) {
      expect(headers).toMatchObject({
        "cache-control": "no-store", "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox", "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer", "x-content-type-options": "nosniff",
      });
      expect(headers["x-powered-by"]).toBeUndefined();
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  test("is whole, whatever ETag the caller knows, since an ETag names only our revision", async () => {
    const { headers } = await office.call("get", `/institutions/${US}`);
    expect(headers["etag"]).toBe('"1"');
    expect((await office.call("get", `/institutions/${US}`).set("If-None-Match", '"1"')).status).toBe(200);
  });

  test("leaves one log line without search words, tokens or bodies", async () => {
    office.log.lines.length = 0;
    const { headers } = await office.call("get", "/partners?q=Nagy");
    const { tokenId } = (await office.call("get", "/me")).body;
    expect(office.log.lines[0]).toEqual({
      level: "info", message: "office request",
      facts: { requestId: headers["x-request-id"], method: "GET", path: "/api/v1/partners", status: 200, durationMs: 0, caller: tokenId, complete: true },
    });
    expect(office.log.lines).toHaveLength(2);
  });
});

describe("when something breaks inside", () => {
  afterEach(() => { office.scripts.ping = () => office.store.ping(); });

  test("the caller is told a fixed text, the log the rest", async () => {
    const broken = createOfficeApp({ ...office.services, exchanges: { ...office.services.exchanges, flush: async () => { throw new Error("secret of the database"); } } });
    office.log.lines.length = 0;
    const answer = await request(broken).get(`/api/v1/institutions/${US}/exchanges`).set("Authorization", await office.token());
    expect(problemOf(answer)).toEqual({
      type: "urn:passerelle:problem:internal-error", title: "Internal Server Error", status: 500, detail: "Something went wrong in the node. Quote the request id to its operator.",
    });
    expect(office.log.lines.find(({ level }) => level === "error")).toMatchObject({ message: "office request failed", facts: { requestId: answer.headers["x-request-id"], error: expect.stringContaining("secret of the database") } });
  });

  test("a failure while authorising is no refusal of the token", async () => {
    const broken = createOfficeApp({ ...office.services, institutions: { ...office.services.institutions, get: async () => { throw new Error("no connection"); } } });
    expect(problemOf(await request(broken).get(`/api/v1/institutions/${US}`).set("Authorization", await office.token()))).toMatchObject({ status: 500, type: "urn:passerelle:problem:internal-error" });
  });
});

describe("health", () => {
  afterEach(() => {
    office.scripts.ping = () => office.store.ping();
    office.scripts.status = {};
  });
  const ready = () => request(office.app).get("/readyz");

  test("the process answers", async () => {
    const answer = await request(office.app).get("/healthz");
    expect([answer.status, answer.body]).toEqual([200, { status: "ok" }]);
  });

  test("ready", async () => {
    const answer = await ready();
    expect([answer.status, answer.body]).toEqual([200, { status: "ready", store: "ok", catalogue: "current" }]);
  });

  test("not ready while the first catalogue is still on its way: nobody could be authenticated", async () => {
    office.scripts.status = { state: "unavailable", lastSuccess: undefined };
    const answer = await ready();
    expect([answer.status, answer.body]).toEqual([503, { status: "not-ready", store: "ok", catalogue: "starting" }]);
  });

  test("not ready with a catalogue that is too old", async () => {
    office.scripts.status = { state: "unavailable" };
    const answer = await ready();
    expect([answer.status, answer.body]).toEqual([503, { status: "not-ready", store: "ok", catalogue: "unavailable" }]);
  });

  test("not ready without the store, and nothing told of why", async () => {
    office.scripts.ping = () => Promise.reject(new Error("password authentication failed for user passerelle"));
    const answer = await ready();
    expect([answer.status, answer.body]).toEqual([503, { status: "not-ready", store: "unavailable", catalogue: "current" }]);
  });
});
