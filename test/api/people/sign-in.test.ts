import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { type SignedInBrowser, signedIn } from "../support/people.js";
import { type Office, OTHER, startOffice, US } from "../support/office.js";
import { newAgreement } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice({ addressHeader: "X-Real-IP" }); });
afterAll(() => office.close());
/** Others' wrong passwords are forgotten. */
beforeEach(() => office.clock.advance(600_000));

const PASSWORD = "correct horse battery";
let number = 0;
const anOfficer = async (grants: object[] = [{ role: "officer", heiId: US }]) => {
  const email = `officer-${++number}@rive.example`;
  const { body } = await office.call("post", "/people").send({ email, name: "Ada Officer", grants, password: PASSWORD, locale: "fr" }).expect(201);
  return { email, id: body.id as string };
};
const signIn = (body: object, headers: Record<string, string> = { "Sec-Fetch-Site": "same-origin" }) => request(office.app).post("/api/v1/sign-in").set(headers).send(body);

describe("signing in by password", () => {
  test("hands out a cookie that opens what the person is granted, there only", async () => {
    const { email, id } = await anOfficer();
    const answer = await signIn({ email: email.toUpperCase(), password: PASSWORD });
    expect([answer.status, answer.body]).toEqual([200, { state: "signed-in" }]);
    expect(answer.headers["set-cookie"]).toEqual([expect.stringMatching(/^passerelle=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
    const browser = await signedIn(office, { email, password: PASSWORD });
    const me = await browser.get("/me");
    const scopes = ["agreements:read", "agreements:write", "agreements:approve", "institutions:read", "institutions:write", "network:read"];
    expect(me.body).toEqual({
      kind: "person", id, name: "Ada Officer", email, locale: "fr", heiIds: [US], secondFactor: "none", csrfToken: expect.any(String), expiresAt: expect.any(String),
      scopes: [...scopes, "partners:read"], access: [{ role: "officer", scopes, heiIds: [US] }],
    });
    expect((await browser.get(`/institutions/${US}/agreements`)).status).toBe(200);
    expect((await browser.get(`/institutions/${OTHER}/agreements`)).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-institution" });
    expect((await browser.get(`/institutions/${US}/outgoing-nominations`)).body).toMatchObject({ status: 403, detail: "Your account misses the scope mobilities:read.", details: { missing: ["mobilities:read"] } });
    expect((await browser.get("/people")).body).toMatchObject({ status: 403, details: { missing: ["admin"] } });
  });

  test("scopes differ between institutions", async () => {
    const { email } = await anOfficer([{ role: "officer", heiId: US }, { role: "coordinator", heiId: OTHER }]);
    const browser = await signedIn(office, { email, password: PASSWORD });
    expect((await browser.get(`/institutions/${OTHER}/outgoing-nominations`)).status).toBe(200);
    expect((await browser.get(`/institutions/${US}/outgoing-nominations`)).body).toMatchObject({ status: 403, details: { missing: ["mobilities:read"] } });
  });

  test("behind TLS the cookie is bound to the host and to HTTPS", async () => {
    const { email } = await anOfficer();
    const answer = await signIn({ email, password: PASSWORD }).set("Host", "office.rive.example");
    const [cookie] = answer.headers["set-cookie"] as unknown as string[];
    expect(cookie).toMatch(/^__Host-passerelle=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const me = (value: string) => request(office.app).get("/api/v1/me").set("Host", "office.rive.example").set("Cookie", value);
    expect((await me(`a=b; ${cookie?.split(";")[0]}`)).status).toBe(200);
    expect((await me(`${cookie?.split(";")[0]}`.replace("__Host-", ""))).body).toMatchObject({ status: 401, type: "urn:passerelle:problem:token-required" });
  });

  test("whatever is wrong, the words are the same", async () => {
    const { email, id } = await anOfficer();
    const disabled = await anOfficer();
    await office.call("patch", `/people/${disabled.id}`).send({ disabled: true }).expect(200);
    const { body: without } = await office.call("post", "/people").send({ email: "no-password@rive.example", name: "At the provider", grants: [] }).expect(201);
    const refused = { type: "urn:passerelle:problem:sign-in-refused", title: "Unauthorized", status: 401, detail: "The e-mail address or the password is wrong, or the account has no password or is disabled.", requestId: expect.any(String) };
    for (const [given, password] of [[email, "wrong password 1"], ["nobody@rive.example", PASSWORD], [disabled.email, PASSWORD], [without.email, PASSWORD]]) {
      const answer = await signIn({ email: given, password });
      expect([given, answer.body, answer.headers["set-cookie"]]).toEqual([given, refused, undefined]);
    }
    expect(JSON.stringify(office.log.lines)).not.toContain(email);
    expect(id).not.toBe("");
  });

  test("guesses at an account wait, also at one that is not there, and not for who was right there before", async () => {
    const { email } = await anOfficer();
    await signedIn(office, { email, password: PASSWORD, address: "10.1.0.1" });
    for (const account of [email, "nobody-either@rive.example"]) {
      for (let guess = 0; guess < 6; guess++) await signIn({ email: account, password: `wrong ${guess}` }).set("X-Real-IP", `10.2.0.${guess}`);
      const answer = await signIn({ email: account, password: PASSWORD }).set("X-Real-IP", "10.2.0.99");
      expect([answer.status, answer.headers["retry-after"], answer.body.detail]).toEqual([429, "12", "Too many attempts to sign in failed; expected a pause of 12 s."]);
    }
    expect((await signIn({ email, password: PASSWORD }).set("X-Real-IP", "10.1.0.1")).status).toBe(200);
    office.clock.advance(12_000);
    expect((await signIn({ email, password: PASSWORD }).set("X-Real-IP", "10.2.0.99")).status).toBe(200);
  });

  test("guesses from an address wait, whatever the account", async () => {
    const { email } = await anOfficer();
    for (let guess = 0; guess < 11; guess++) await signIn({ email: `nobody-${guess}@rive.example`, password: "wrong" }).set("X-Real-IP", "10.3.0.1");
    expect((await signIn({ email, password: PASSWORD }).set("X-Real-IP", "10.3.0.1")).body).toMatchObject({ status: 429, type: "urn:passerelle:problem:too-many-requests" });
    expect((await signIn({ email, password: PASSWORD }).set("X-Real-IP", "10.3.0.2")).status).toBe(200);
  });

  test("is asked for by a page of this office only, in a short body", async () => {
    const given = { email: "a@b.example", password: "x" };
    const crossSite = { status: 403, type: "urn:passerelle:problem:cross-site", detail: "A browser's change has to come from a page of this office (Sec-Fetch-Site: same-origin, or Origin)." };
    for (const headers of [{}, { "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }, { Origin: "https://elsewhere.example" }, { Origin: "null" }]) {
      expect((await signIn(given, headers as Record<string, string>)).body).toMatchObject(crossSite);
    }
    expect((await signIn(given, { Origin: "https://office.rive.example", Host: "office.rive.example" })).status).toBe(401);
    expect((await signIn({ email: "a@b.example", password: "x".repeat(9000) })).body).toMatchObject({ status: 413 });
    expect((await signIn({ email: "a@b.example" })).body).toMatchObject({ status: 400, errors: [{ field: "password", problem: "is missing" }] });
  });
});

describe("the end of a sign-in", () => {
  const ended = { status: 401, type: "urn:passerelle:problem:sign-in-needed" };
  let browser: SignedInBrowser;
  let person: Awaited<ReturnType<typeof anOfficer>>;
  beforeEach(async () => {
    person = await anOfficer();
    browser = await signedIn(office, { email: person.email, password: PASSWORD });
  });

  test("by signing out, at once and for good", async () => {
    const answer = await browser.send("delete", "/sign-in");
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([204, ["passerelle=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]]);
    expect((await browser.get("/me")).body).toMatchObject(ended);
    expect((await browser.send("delete", "/sign-in")).status).toBe(204);
  });

  test("by doing nothing for two hours, and after twelve in any case", async () => {
    office.clock.advance(2 * 3_600_000 - 1000);
    expect((await browser.get("/me")).status).toBe(200);
    office.clock.advance(2 * 3_600_000);
    expect((await browser.get("/me")).body).toMatchObject(ended);
    browser = await signedIn(office, { email: person.email, password: PASSWORD });
    for (let hour = 1; hour < 12; hour++) {
      office.clock.advance(3_600_000);
      expect((await browser.get("/me")).status).toBe(200);
    }
    office.clock.advance(3_600_000);
    expect((await browser.get("/me")).body).toMatchObject(ended);
  });

  test("by another password, one's own or an administrator's; one's own browser stays", async () => {
    const other = await signedIn(office, { email: person.email, password: PASSWORD });
    expect((await browser.send("put", "/me/password", { current: "wrong", password: "another good password" })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:wrong-password", detail: "The present password is wrong." });
    expect((await browser.send("put", "/me/password", { current: PASSWORD, password: "short" })).body).toMatchObject({ status: 400, errors: [{ field: "password", problem: "has less than 12 characters" }] });
    expect((await browser.send("put", "/me/password", { current: PASSWORD, password: "another good password" })).status).toBe(204);
    expect([(await browser.get("/me")).status, (await other.get("/me")).status]).toEqual([200, 401]);
    expect((await signIn({ email: person.email, password: PASSWORD })).status).toBe(401);
    await office.call("put", `/people/${person.id}/password`).send({ password: "set by administrator" }).expect(204);
    expect((await browser.get("/me")).body).toMatchObject(ended);
    expect((await signIn({ email: person.email, password: "set by administrator" })).status).toBe(200);
  });

  test("by being disabled or removed", async () => {
    const twin = await anOfficer();
    const twins = await signedIn(office, { email: twin.email, password: PASSWORD });
    await office.call("patch", `/people/${person.id}`).send({ disabled: true }).expect(200);
    await office.call("delete", `/people/${twin.id}`).expect(204);
    for (const one of [browser, twins]) expect((await one.get("/me")).body).toMatchObject(ended);
    await office.call("patch", `/people/${person.id}`).send({ disabled: false }).expect(200);
    expect((await browser.get("/me")).body).toMatchObject(ended);
  });

  test("by signing in anew with the same browser", async () => {
    const again = await signIn({ email: person.email, password: PASSWORD }).set("Cookie", browser.cookie);
    expect(again.status).toBe(200);
    expect((await browser.get("/me")).body).toMatchObject(ended);
  });

  test("what changed of the grants counts at once", async () => {
    await office.call("patch", `/people/${person.id}`).send({ grants: [{ role: "viewer", heiId: OTHER }] }).expect(200);
    expect((await browser.get(`/institutions/${US}/agreements`)).status).toBe(404);
    expect((await browser.get(`/institutions/${OTHER}/agreements`)).status).toBe(200);
  });
});

describe("changes with the cookie", () => {
  test("need the token of /me and a page of this office", async () => {
    const { email } = await anOfficer();
    const browser = await signedIn(office, { email, password: PASSWORD });
    const change = (headers: Record<string, string>) => request(office.app).patch("/api/v1/me").set("Cookie", browser.cookie).set(headers).send({ name: "Ada L." });
    const needed = { status: 403, type: "urn:passerelle:problem:csrf-token-needed", detail: "Changes with the cookie need X-CSRF-Token with the csrfToken of /me." };
    expect((await change({ "Sec-Fetch-Site": "same-origin" })).body).toMatchObject(needed);
    expect((await change({ "Sec-Fetch-Site": "same-origin", "X-CSRF-Token": "x".repeat(43) })).body).toMatchObject(needed);
    expect((await change({ "Sec-Fetch-Site": "cross-site", "X-CSRF-Token": browser.csrfToken })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:cross-site" });
    expect((await change({ "X-CSRF-Token": browser.csrfToken })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:cross-site" });
    expect((await change({ "Sec-Fetch-Site": "same-origin", "X-CSRF-Token": browser.csrfToken })).body).toMatchObject({ name: "Ada L.", email });
    const other = await signedIn(office, { email, password: PASSWORD });
    expect((await change({ "Sec-Fetch-Site": "same-origin", "X-CSRF-Token": other.csrfToken })).body).toMatchObject(needed);
  });

  test("what is about oneself is nothing for a token", async () => {
    expect((await office.call("patch", "/me").send({ name: "x" })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:people-only" });
  });
});

describe("what is kept", () => {
  test("neither password nor cookie, only what cannot be turned back", async () => {
    const { email, id } = await anOfficer();
    const browser = await signedIn(office, { email, password: PASSWORD });
    const secret = browser.cookie.split("=")[1] ?? "";
    const stored = JSON.stringify([await office.store.people.get(id), await office.store.people.passwordHash(id), await office.store.signIns.of(id), office.log.lines]);
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(PASSWORD);
    expect(await office.store.people.passwordHash(id)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const { body } = await office.call("get", `/people/${id}/sign-ins`);
    expect(body.items).toEqual([{ id: expect.any(String), way: "password", state: "signed-in", createdAt: expect.any(String), usedAt: expect.any(String), endsAt: expect.any(String) }]);
  });

  test("timelines keep an id; the name is told while the person is there", async () => {
    const { email, id } = await anOfficer();
    const browser = await signedIn(office, { email, password: PASSWORD });
    const { body: draft } = await browser.send("post", `/institutions/${US}/agreements`, newAgreement());
    const timeline = async () => (await office.call("get", `/institutions/${US}/agreements/${draft.id}/timeline`)).body.items.map(({ actor }: { actor: string }) => actor);
    expect(await timeline()).toEqual(["Ada Officer"]);
    await office.call("delete", `/people/${id}`).expect(204);
    expect(await timeline()).toEqual(["a former member of staff"]);
  });
});
