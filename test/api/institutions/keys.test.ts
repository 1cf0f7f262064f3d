import { afterAll, beforeAll, expect, test } from "@jest/globals";
import request from "supertest";
import { type Office, OTHER, startOffice, US } from "../support/office.js";

let office: Office;
beforeAll(async () => {
  office = await startOffice();
  await office.services.hostKeys.provide(US);
});
afterAll(() => office.close());

interface Shown { readonly purpose: string; readonly state: string; readonly fingerprint: string }
const keys = async (): Promise<Shown[]> => (await office.call("get", `/institutions/${US}/keys`).expect(200)).body.items;
const states = (items: readonly Shown[]) => items.map(({ purpose, state }) => `${purpose} ${state}`).sort();
const inUse = async (purpose: string) => (await keys()).find((key) => key.purpose === purpose && key.state === "in-use")?.fingerprint ?? "";

test("a rotation announces new keys, once per Idempotency-Key, and only one at a time", async () => {
  const rotate = (key: string) => office.call("post", `/institutions/${US}/keys`).set("Idempotency-Key", key).send({ purpose: "client" });
  const first = await rotate("one");
  expect([first.status, states(first.body.items)]).toEqual([201, ["client announced", "client in-use", "server in-use"]]);
  expect((await rotate("one")).body).toEqual(first.body);
  expect((await rotate("two")).body).toMatchObject({
    status: 409, type: "urn:passerelle:problem:rotation-in-progress",
    detail: expect.stringMatching(/^The client key [0-9a-f]{64} is announced already and does not sign yet; expected one rotation at a time\. Withdraw it to begin anew\.$/),
  });
  expect(first.body.items.find(({ state }: Shown) => state === "announced")).toMatchObject({ next: { state: "in-use" }, inCatalogue: false });
  expect(JSON.stringify(first.body)).not.toContain("sealed-secret");
});

test("a key that signs is withdrawn only as a compromised one; then another signs at once and nothing of it is left", async () => {
  const signs = await inUse("server");
  const withdraw = (compromised: boolean) => office.call("post", `/institutions/${US}/keys/${signs}/withdraw`).send({ compromised });
  expect((await withdraw(false)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:key-in-use", detail: "This key signs; expected a retiring or announced one. Rotate it, or withdraw it as compromised." });
  const answer = await withdraw(true);
  expect([answer.status, states(answer.body.items)]).toEqual([200, ["client announced", "client in-use", "server compromised", "server in-use"]]);
  expect((await withdraw(true)).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-key", detail: "This institution has no published key with this fingerprint." });
  expect((await office.store.keys.list(US)).find(({ fingerprint }) => fingerprint === signs)).not.toHaveProperty("sealed");
});

test("an announced key can be given up", async () => {
  const announced = (await keys()).find(({ state }) => state === "announced")?.fingerprint;
  const answer = await office.call("post", `/institutions/${US}/keys/${announced}/withdraw`).send({ compromised: false });
  expect(states(answer.body.items)).toEqual(["client in-use", "client withdrawn", "server compromised", "server in-use"]);
});

test("only an administrator of this very institution changes keys", async () => {
  const post = (authorization: string, path: string, body: object) => request(office.app).post(`/api/v1${path}`).set("Authorization", authorization).send(body);
  const writer = await office.token(["institutions:read", "institutions:write"]);
  expect((await post(writer, `/institutions/${US}/keys`, {})).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:missing-scope" });
  expect((await post(writer, `/institutions/${US}/keys/${"0".repeat(64)}/withdraw`, { compromised: true })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:missing-scope" });
  const elsewhere = await office.token(["admin"], [OTHER]);
  expect((await post(elsewhere, `/institutions/${US}/keys`, {})).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-institution" });
});
