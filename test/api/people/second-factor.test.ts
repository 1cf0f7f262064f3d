import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { Secret, TOTP } from "otpauth";
import { type Office, startOffice, US } from "../support/office.js";
import { browserWith, signedIn, type SignedInBrowser } from "../support/people.js";

let office: Office;
beforeAll(async () => { office = await startOffice({ people: { secondFactor: "required", refusalsPerMinute: 0 } }); });
afterAll(() => office.close());
beforeEach(() => office.clock.advance(600_000));

const PASSWORD = "correct horse battery";
let number = 0;
const aPerson = async (role = "officer") => {
  const email = `second-${++number}@rive.example`;
  const { body } = await office.call("post", "/people").send({ email, name: "Two Factors", grants: [{ role, heiId: US }], password: PASSWORD }).expect(201);
  return { email, id: body.id as string };
};
const codeOf = (secret: string, afterMs = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: office.clock.now().getTime() + afterMs });
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

const enrolled = async (role?: string) => {
  const person = await aPerson(role);
  const browser = await signedIn(office, { email: person.email, password: PASSWORD });
  const { body: shown } = await browser.send("post", "/me/second-factor", { password: PASSWORD }).expect(200);
  const { body } = await browser.send("put", "/me/second-factor", { code: codeOf(shown.secret) }).expect(200);
  return { ...person, browser, secret: shown.secret as string, uri: shown.uri as string, recoveryCodes: body.recoveryCodes as string[] };
};
const half = async (email: string): Promise<SignedInBrowser> => {
  const answer = await request(office.app).post("/api/v1/sign-in").set("Sec-Fetch-Site", "same-origin").send({ email, password: PASSWORD }).expect(200);
  expect(answer.body).toEqual({ state: "second-factor-needed" });
  return browserWith(office, { cookie: (answer.headers["set-cookie"] as unknown as string[])[0]?.split(";")[0] ?? "", csrfToken: "" });
};
const refused = { status: 401, type: "urn:passerelle:problem:second-factor-refused", detail: "The code is wrong, was used before, or is of another time." };

describe("a second factor", () => {
  test("is shown once, asked for after it was confirmed, and no code is taken twice", async () => {
    const { email, secret, uri, browser } = await enrolled();
    expect(uri).toBe(`otpauth://totp/Passerelle:${encodeURIComponent(email)}?issuer=Passerelle&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
    expect((await browser.get("/me")).body.secondFactor).toBe("on");
    const waiting = await half(email);
    expect((await waiting.get("/me")).body).toMatchObject({ status: 401, type: "urn:passerelle:problem:sign-in-needed" });
    expect((await waiting.send("post", "/sign-in/second-factor", { code: codeOf(secret) })).body).toMatchObject(refused);
    office.clock.advance(30_000);
    const code = codeOf(secret);
    expect((await waiting.send("post", "/sign-in/second-factor", { code: other(code) })).body).toMatchObject(refused);
    const full = await waiting.send("post", "/sign-in/second-factor", { code });
    expect([full.status, full.body]).toEqual([200, { state: "signed-in" }]);
    const cookie = (full.headers["set-cookie"] as unknown as string[])[0]?.split(";")[0] ?? "";
    expect(cookie).not.toBe(waiting.cookie);
    expect((await browserWith(office, { cookie, csrfToken: "" }).get("/me")).body.email).toBe(email);
    expect((await waiting.send("post", "/sign-in/second-factor", { code })).body).toMatchObject({ type: "urn:passerelle:problem:sign-in-needed" });
    expect((await (await half(email)).send("post", "/sign-in/second-factor", { code })).body).toMatchObject(refused);
  });

  test("codes of the minute around count, older ones do not; the first half lasts ten minutes", async () => {
    const { email, secret } = await enrolled();
    office.clock.advance(300_000);
    expect((await (await half(email)).send("post", "/sign-in/second-factor", { code: codeOf(secret, -60_000) })).body).toMatchObject(refused);
    expect((await (await half(email)).send("post", "/sign-in/second-factor", { code: codeOf(secret, -30_000) })).status).toBe(200);
    const late = await half(email);
    office.clock.advance(600_000);
    expect((await late.send("post", "/sign-in/second-factor", { code: codeOf(secret) })).body).toMatchObject({ type: "urn:passerelle:problem:sign-in-needed" });
  });

  test("of two requests with one code one is refused", async () => {
    const { email, secret } = await enrolled();
    office.clock.advance(60_000);
    const halves = [await half(email), await half(email)];
    const answers = await Promise.all(halves.map((one) => one.send("post", "/sign-in/second-factor", { code: codeOf(secret) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test("recovery codes are good once each, and fifty wrong codes leave nothing else", async () => {
    const { email, secret, recoveryCodes } = await enrolled();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes[0]).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
    for (let wrong = 0; wrong < 50; wrong++) {
      if (wrong % 5 === 0) office.clock.advance(60_000);
      await (await half(email)).send("post", "/sign-in/second-factor", { code: other(codeOf(secret)) });
    }
    office.clock.advance(120_000);
    expect((await (await half(email)).send("post", "/sign-in/second-factor", { code: codeOf(secret) })).body).toMatchObject(refused);
    const [first = ""] = recoveryCodes;
    expect((await (await half(email)).send("post", "/sign-in/second-factor", { code: first.toUpperCase().replaceAll("-", " ") })).status).toBe(200);
    expect((await (await half(email)).send("post", "/sign-in/second-factor", { code: first })).body).toMatchObject(refused);
    office.clock.advance(120_000);
    expect((await (await half(email)).send("post", "/sign-in/second-factor", { code: codeOf(secret) })).status).toBe(200);
  });

  test("is begun with the password, confirmed with a right code, and removed with one, or by an administrator", async () => {
    const person = await aPerson();
    const browser = await signedIn(office, { email: person.email, password: PASSWORD });
    expect((await browser.send("post", "/me/second-factor", { password: "not this one" })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:wrong-password" });
    expect((await browser.send("put", "/me/second-factor", { code: "000000" })).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:second-factor-not-begun" });
    const { body: { secret } } = await browser.send("post", "/me/second-factor", { password: PASSWORD }).expect(200);
    expect((await browser.send("put", "/me/second-factor", { code: other(codeOf(secret)) })).body).toMatchObject({ status: 400, errors: [{ field: "code", problem: "is wrong, was used before, or is of another time" }] });
    await signedIn(office, { email: person.email, password: PASSWORD });
    await browser.send("put", "/me/second-factor", { code: codeOf(secret) }).expect(200);
    expect((await browser.send("post", "/me/second-factor", { password: PASSWORD })).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:second-factor-on" });
    office.clock.advance(30_000);
    expect((await browser.send("post", "/me/second-factor/remove", { code: codeOf(secret) })).status).toBe(204);
    await signedIn(office, { email: person.email, password: PASSWORD });
    const again = await enrolled();
    await office.call("delete", `/people/${again.id}/second-factor`).expect(204);
    expect((await again.browser.get("/me")).status).toBe(401);
    await signedIn(office, { email: again.email, password: PASSWORD });
  });

  test("is what administrators need before anything else", async () => {
    const { email } = await aPerson("administrator");
    const browser = await signedIn(office, { email, password: PASSWORD });
    expect((await browser.get("/me")).body).toMatchObject({ secondFactor: "required", scopes: [], access: [] });
    expect((await browser.get("/people")).body).toMatchObject({ status: 403, details: { missing: ["admin"] } });
    const { body: { secret } } = await browser.send("post", "/me/second-factor", { password: PASSWORD }).expect(200);
    await browser.send("put", "/me/second-factor", { code: codeOf(secret) }).expect(200);
    expect((await browser.get("/people")).status).toBe(200);
  });

  test("is kept encrypted, bound to its person", async () => {
    const [one, two] = [await enrolled(), await enrolled()];
    const kept = [await office.store.secondFactors.get(one.id), await office.store.secondFactors.get(two.id)];
    expect(JSON.stringify([kept, office.log.lines])).not.toContain(one.secret);
    expect(kept[0]?.sealed).toMatch(/^v1\./);
    await office.store.secondFactors.remove(two.id);
    await office.store.secondFactors.begin(two.id, kept[0]?.sealed ?? "", office.clock.now());
    await office.store.secondFactors.confirm(two.id, { at: office.clock.now(), step: 0, recoveryHashes: [] });
    expect((await (await half(two.email)).send("post", "/sign-in/second-factor", { code: codeOf(one.secret) })).status).toBe(500);
  });
});
