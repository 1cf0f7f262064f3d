import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import Provider from "oidc-provider";
import request from "supertest";
import { type Office, startOffice, US } from "../support/office.js";
import { browserWith } from "../support/people.js";

/** Who has an account at the institution's provider. */
const ACCOUNTS: Readonly<Record<string, Record<string, unknown>>> = {
  ada: { email: "Ada@rive.example", email_verified: true, name: "Ada Lovelace" },
  grace: { email: "grace@rive.example", email_verified: true, name: "Grace Hopper" },
  impostor: { email: "ada@rive.example", email_verified: true, name: "Not Ada" },
  unverified: { email: "grace@rive.example", email_verified: false, name: "Unverified" },
  nobody: { name: "Without an address" },
};

let office: Office;
let listening: Server;
let issuer: string;

beforeAll(async () => {
  listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "passerelle", client_secret: "told by the provider", redirect_uris: ["https://office.rive.example/api/v1/sign-in/openid/callback"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...ACCOUNTS[sub] }) }),
  });
  listening.on("request", provider.callback());
  office = await startOffice({ people: { publicUrl: "https://office.rive.example", openIdIssuer: issuer, openIdClientId: "passerelle", openIdClientSecret: "told by the provider" } });
});
afterAll(async () => {
  await office.close();
  listening.closeAllConnections();
  listening.close();
});

const HOST = "office.rive.example";
const cookiesOf = (headers: { readonly [name: string]: unknown }): string[] => [headers["set-cookie"] ?? []].flat().map(String);
const ask = (path: string, cookie = "") => request(office.app).get(path).set("Host", HOST).set("Cookie", cookie);

/** What somebody does at the provider, from the address that the office sent the browser to until the one that it is sent back to. */
const atProvider = async (start: string, login: string): Promise<string> => {
  const jar = new Map<string, string>();
  const go = async (url: string, posted?: string): Promise<string> => {
    const asked = request(issuer)[posted === undefined ? "get" : "post"](url.replace(issuer, "")).redirects(0).set("Cookie", [...jar].map((pair) => pair.join("=")).join("; "));
    const answer = await (posted === undefined ? asked : asked.type("form").send(posted));
    for (const cookie of cookiesOf(answer.headers)) jar.set(...(cookie.split(";")[0]?.split(/=(.*)/s, 2) as [string, string]));
    return answer.headers["location"] ?? "";
  };
  let next = await go(start);
  for (const form of [`prompt=login&login=${login}&password=x`, "prompt=consent"]) {
    await go(next);
    next = await go(await go(next, form));
  }
  return next;
};

const signInAs = async (login: string, to?: string) => {
  const begun = await ask(`/api/v1/sign-in/openid${to === undefined ? "" : `?to=${to}`}`);
  expect(begun.status).toBe(302);
  const kept = cookiesOf(begun.headers)[0]?.split(";")[0] ?? "";
  const back = await atProvider(String(begun.headers["location"]), login);
  expect(back).toMatch(/^https:\/\/office\.rive\.example\/api\/v1\/sign-in\/openid\/callback\?/);
  const path = back.replace("https://office.rive.example", "");
  return { kept, path, answer: await ask(path, kept) };
};
const problemOf = async (login: string): Promise<unknown> => (await signInAs(login)).answer.headers["location"];

describe("signing in at the institution's provider", () => {
  test("is offered", async () => {
    expect((await ask("/api/v1/sign-in")).body).toEqual({ password: true, signedIn: false, openid: { name: "Campus account", url: "/api/v1/sign-in/openid" } });
  });

  test("a newcomer is added with nothing granted, and is known again", async () => {
    const { answer, kept, path } = await signInAs("ada", "/agreements/7");
    expect([answer.status, answer.headers["location"]]).toEqual([302, "/agreements/7"]);
    const [cookie = "", started] = cookiesOf(answer.headers);
    expect(cookie).toMatch(/^__Host-passerelle=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(started).toBe("__Host-passerelle-started=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    const me = await ask("/api/v1/me", cookie.split(";")[0]);
    expect(me.body).toMatchObject({ kind: "person", name: "Ada Lovelace", email: "ada@rive.example", scopes: [], access: [], secondFactor: "none" });
    expect((await ask(path, kept)).headers["location"]).toBe("/?problem=openid-failed");
    await office.call("patch", `/people/${me.body.id}`).send({ grants: [{ role: "viewer", heiId: US }] }).expect(200);
    const again = await signInAs("ada");
    expect(again.answer.headers["location"]).toBe("/");
    expect((await ask("/api/v1/me", cookiesOf(again.answer.headers)[0]?.split(";")[0])).body).toMatchObject({ id: me.body.id, heiIds: [US] });
    expect((await office.call("get", `/people/${me.body.id}/sign-ins`)).body.items.map(({ way }: { way: string }) => way)).toEqual(["openid", "openid"]);
  });

  test("whoever was added by e-mail address is that person; nobody else with the address is", async () => {
    const { body: grace } = await office.call("post", "/people").send({ email: "grace@rive.example", name: "Grace", grants: [{ role: "officer", heiId: US }] }).expect(201);
    expect(await problemOf("unverified")).toBe("/?problem=openid-no-email");
    const { answer } = await signInAs("grace");
    expect((await ask("/api/v1/me", cookiesOf(answer.headers)[0]?.split(";")[0])).body).toMatchObject({ id: grace.id, name: "Grace" });
    expect(await problemOf("impostor")).toBe("/?problem=openid-other-account");
    await office.call("patch", `/people/${grace.id}`).send({ disabled: true }).expect(200);
    expect(await problemOf("grace")).toBe("/?problem=account-disabled");
  });

  test("without an address, without what the browser kept, with another's answer, or late: nobody is signed in", async () => {
    expect(await problemOf("nobody")).toBe("/?problem=openid-no-email");
    const begin = async () => {
      const begun = await ask("/api/v1/sign-in/openid");
      return { url: String(begun.headers["location"]), kept: cookiesOf(begun.headers)[0]?.split(";")[0] ?? "" };
    };
    const [mine, theirs] = [await begin(), await begin()];
    const path = (await atProvider(mine.url, "ada")).replace("https://office.rive.example", "");
    for (const [kept, code] of [["", "openid-not-begun"], [theirs.kept, "openid-failed"], [`${mine.kept}A`, "openid-failed"]] as const) {
      const answer = await ask(path, kept);
      expect([answer.headers["location"], cookiesOf(answer.headers).filter((cookie) => !cookie.includes("-started="))]).toEqual([`/?problem=${code}`, []]);
    }
    expect((await ask(path.replace(/state=[^&]*/, "state=other"), mine.kept)).headers["location"]).toBe("/?problem=openid-failed");
    const late = await begin();
    const latePath = (await atProvider(late.url, "ada")).replace("https://office.rive.example", "");
    office.clock.advance(10 * 60_000 + 1);
    expect((await ask(latePath, late.kept)).headers["location"]).toBe("/?problem=openid-failed");
    expect(JSON.stringify(office.log.lines)).not.toMatch(/ada@|told by the provider/i);
  });

  test.each(["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "elsewhere"])("leads nowhere else afterwards: %s", async (to) => {
    expect((await ask(`/api/v1/sign-in/openid?to=${encodeURIComponent(to)}`)).body).toMatchObject({ status: 400, errors: [{ field: "query.to", problem: expect.stringMatching(/must match pattern/) }] });
  });
});

test("where no provider is set up, none is offered", async () => {
  const plain = await startOffice();
  const answers = [await request(plain.app).get("/api/v1/sign-in"), await request(plain.app).get("/api/v1/sign-in/openid"), await request(plain.app).get("/api/v1/sign-in/openid/callback?code=x")];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 302]);
  expect([answers[0]?.body, answers[1]?.body.type, answers[2]?.headers["location"]]).toEqual([{ password: true, signedIn: false }, "urn:passerelle:problem:no-openid", "/?problem=openid-not-begun"]);
  await plain.close();
});

test("a browser that is not signed in is nobody", async () => {
  expect((await browserWith(office, { cookie: "passerelle=x", csrfToken: "" }).get("/me")).body).toMatchObject({ status: 401, type: "urn:passerelle:problem:sign-in-needed" });
});
