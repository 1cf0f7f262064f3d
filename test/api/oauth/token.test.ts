/** OAuth 2 client credentials beside tokens. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import request from "supertest";
import { type Office, startOffice, US } from "../support/office.js";

let office: Office;
let client: { readonly id: string; readonly secret: string };
beforeAll(async () => {
  office = await startOffice();
  const { body } = await office.call("post", "/tokens").send({ name: "campus system", scopes: ["agreements:read", "mobilities:read"], heiIds: [US] }).expect(201);
  client = { id: body.info.id, secret: body.token };
});
afterAll(() => office.close());

const ask = (form: Readonly<Record<string, string>>) => request(office.app).post("/api/v1/oauth/token").type("form").send({ grant_type: "client_credentials", ...form });
const inForm = () => ({ client_id: client.id, client_secret: client.secret });
const me = (token: string) => request(office.app).get("/api/v1/me").set("Authorization", `Bearer ${token}`);
const told = ({ status, body }: request.Response) => [status, body.error, body.type, body.detail];

test("the id and secret of a token are exchanged for a short access token, in the form or in the header", async () => {
  for (const answer of [await ask(inForm()), await ask({}).auth(client.id, client.secret)]) {
    expect([answer.status, answer.headers["cache-control"], answer.body]).toEqual([200, "no-store", { access_token: expect.stringMatching(/^psa_/), token_type: "Bearer", expires_in: 900, scope: "agreements:read mobilities:read" }]);
    expect((await me(answer.body.access_token)).body).toMatchObject({ name: "campus system", scopes: ["agreements:read", "mobilities:read"], heiIds: [US] });
  }
});

test("it may give less than the token, and never more", async () => {
  const { body } = await ask({ ...inForm(), scope: "mobilities:read" });
  expect(body.scope).toBe("mobilities:read");
  expect((await me(body.access_token)).body.scopes).toEqual(["mobilities:read"]);
  expect((await request(office.app).get(`/api/v1/institutions/${US}/agreements`).set("Authorization", `Bearer ${body.access_token}`)).status).toBe(403);
  for (const scope of ["admin", "mobilities:read admin", "nonsense", " "]) {
    expect(told(await ask({ ...inForm(), scope }))).toEqual([400, "invalid_scope", "urn:passerelle:problem:invalid-scope", "scope names what this client has not."]);
  }
});

test("who is not the client is refused in the words of OAuth; an access token is no secret", async () => {
  const { body } = await ask(inForm());
  const other = (await office.token()).replace("Bearer ", "");
  for (const wrong of [{ client_id: client.id, client_secret: "psl_wrong" }, { client_id: client.id, client_secret: other }, { client_id: "nobody", client_secret: client.secret }, { client_id: client.id, client_secret: body.access_token }]) {
    const refused = await ask(wrong);
    expect(told(refused)).toEqual([401, "invalid_client", "urn:passerelle:problem:invalid-client", "The client is unknown, or its secret is wrong, revoked or expired."]);
    expect(refused.headers["www-authenticate"]).toBe('Basic realm="passerelle"');
  }
  expect(told(await ask({}))).toEqual([400, "invalid_request", "urn:passerelle:problem:invalid-request", "Expected client_id and client_secret, in the form or as Basic authorization."]);
  expect((await request(office.app).post("/api/v1/oauth/token").type("form").send({ grant_type: "password" })).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:contract-violated" });
});

test("it ends after its time, with its token, and when one letter is another", async () => {
  const { body: { access_token: token } } = await ask(inForm());
  const [content = "", signature = ""] = token.split(".");
  const more = `psa_${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(content.slice(4), "base64url").toString()), exp: 9_999_999_999 })).toString("base64url")}`;
  for (const forged of [`${content}.${"A".repeat(43)}`, `${more}.${signature}`, "psa_.", `${content}.`]) expect((await me(forged)).status).toBe(401);
  expect((await me(token)).status).toBe(200);
  office.clock.advance(900_000);
  expect((await me(token)).status).toBe(401);
  const { body: { access_token: last } } = await ask(inForm());
  await office.call("delete", `/tokens/${client.id}`).expect(204);
  expect((await me(last)).status).toBe(401);
  expect((await ask(inForm())).status).toBe(401);
});
