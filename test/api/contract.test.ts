import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { officeOperations } from "../../src/api/operations.js";
import { SCOPES, withBrought } from "../../src/domain/access/scopes.js";
import { contractOperations, type ContractOperation, filledPath } from "./support/contract.js";
import { type Office, OTHER, startOffice, US } from "./support/office.js";
import request from "supertest";

/** Refused to every token: they are about the person who asks. */
const OF_PEOPLE = new Set(["changeMe", "changePassword", "beginSecondFactor", "confirmSecondFactor", "removeOwnSecondFactor", "getDigest", "changeDigest"]);
/** What they show depends on the scopes; without any that shows something it is 403 (test/api/changes, test/api/exports). */
const BY_SCOPE = ["exportList", "listChanges", "streamChanges"];

let office: Office;
let operations: readonly ContractOperation[];
beforeAll(async () => {
  office = await startOffice();
  operations = await contractOperations();
});
afterAll(() => office.close());

describe("contract and code", () => {
  test("every operation of the contract has a handler and every handler is in the contract", () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(officeOperations(office.services)).sort());
  });

  test("operations have ids of their own, known scopes and the same problem", () => {
    expect(operations.length).toBeGreaterThan(45);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    for (const { scopes, responses } of operations) {
      expect(SCOPES).toEqual(expect.arrayContaining([...scopes]));
      expect(Object.keys(responses["default"]?.content ?? {})).toEqual(["application/problem+json"]);
    }
  });

  test("only what concerns oneself, and lists that show to each what its scopes read, need no scope, only signing in nobody", () => {
    expect(operations.filter(({ scopes, isOpen }) => scopes.length === 0 && !isOpen).map(({ id }) => id).sort()).toEqual([...OF_PEOPLE, "createCalendarFeed", "getCalendar", "getInboxSummary", "getMe", "listCalendarFeeds", "listDeadlines", "listInbox", "revokeCalendarFeed", ...BY_SCOPE].sort());
    expect(operations.filter(({ isOpen }) => isOpen).map(({ id }) => id).sort()).toEqual(["beginOpenId", "endOpenId", "exchangeCredentials", "getSignInWays", "giveSecondFactor", "signIn", "signOut"]);
  });

  test("people may ask for whatever systems may, with the same scopes", () => {
    for (const { id, scopes, peoplesScopes, isOpen } of operations) expect([id, peoplesScopes]).toEqual([id, isOpen ? undefined : scopes]);
  });
});

describe("authorization of every operation", () => {
  const call = ({ method, path }: ContractOperation, authorization?: string) => {
    const sent = request(office.app)[method](`/api/v1${filledPath(path, { heiId: US })}`);
    return authorization === undefined ? sent : sent.set("Authorization", authorization);
  };

  test("without a token: 401 that asks for one", async () => {
    for (const operation of operations.filter(({ isOpen }) => !isOpen)) {
      const answer = await call(operation);
      expect([operation.id, answer.status, answer.body.type]).toEqual([operation.id, 401, "urn:passerelle:problem:token-required"]);
      expect(answer.headers["www-authenticate"]).toBe('Bearer realm="passerelle"');
      expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    }
  });

  test("with every scope but the right one: 403 that names it", async () => {
    for (const operation of operations.filter(({ scopes }) => scopes.length > 0)) {
      const answer = await call(operation, await office.token(SCOPES.filter((scope) => !withBrought([scope]).some((brought) => operation.scopes.includes(brought)))));
      expect([operation.id, answer.status, answer.body.type, answer.body.details]).toEqual([operation.id, 403, "urn:passerelle:problem:missing-scope", { missing: operation.scopes }]);
    }
  });

  test("for another institution: 404 in the words for one that does not exist", async () => {
    const [foreign, everywhere] = [await office.token(SCOPES, [OTHER]), await office.token()];
    for (const operation of operations.filter(({ path, id }) => path.includes("{heiId}") && id !== "putInstitution")) {
      const hidden = await call(operation, foreign);
      expect([operation.id, hidden.status, hidden.body.type]).toEqual([operation.id, 404, "urn:passerelle:problem:no-such-institution"]);
      const absent = await request(office.app)[operation.method](`/api/v1${filledPath(operation.path, { heiId: "nowhere.example" })}`).set("Authorization", everywhere);
      expect(absent.body.detail.replace("nowhere.example", US)).toBe(hidden.body.detail);
    }
  });

  test("with just the right scopes: neither 401 nor 403", async () => {
    for (const operation of operations.filter(({ id, isOpen }) => ![...BY_SCOPE, "echoPartner"].includes(id) && !isOpen && !OF_PEOPLE.has(id))) {
      const { status } = await call(operation, await office.token(SCOPES.filter((scope) => operation.scopes.includes(scope)), [US]));
      expect([operation.id, [401, 403, 500].includes(status)]).toEqual([operation.id, false]);
    }
  });

  test("a new institution needs the scope admin, and is not there for a token of others", async () => {
    const body = { names: [{ text: "New" }], adminEmails: ["ewp@new.example"] };
    const put = async (token: string) => request(office.app).put("/api/v1/institutions/new.example").set("Authorization", token).send(body);
    expect((await put(await office.token(["institutions:write"]))).body).toMatchObject({ type: "urn:passerelle:problem:missing-scope", details: { missing: ["admin"] } });
    expect((await put(await office.token(["institutions:write", "admin"], [US]))).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-institution" });
    expect((await put(await office.token(["institutions:write", "admin"]))).status).toBe(201);
  });
});

describe("tokens that are not accepted", () => {
  const me = (authorization: string) => request(office.app).get("/api/v1/me").set("Authorization", authorization);

  test.each(["Basic dXNlcjpwYXNz", "Bearer", "Bearer psl_short", `Bearer psl_${"x".repeat(43)}`, "Bearer a b"])("%s", async (authorization) => {
    const answer = await me(authorization);
    expect(answer.body).toEqual({
      type: "urn:passerelle:problem:token-not-accepted", title: "Unauthorized", status: 401, detail: "The token is unknown, revoked or expired.", requestId: answer.headers["x-request-id"],
    });
  });

  test("the token is neither stored nor logged", async () => {
    const token = await office.token();
    expect((await me(token)).status).toBe(200);
    const secret = token.replace("Bearer ", "");
    expect(JSON.stringify([await office.store.tokens.list(), office.log.lines])).not.toContain(secret);
  });
});
