import { afterAll, beforeAll, expect, test } from "@jest/globals";
import request from "supertest";
import { generateToken } from "../../../src/security/token.js";
import { type Office, startOffice } from "../support/office.js";

let office: Office;
beforeAll(async () => { office = await startOffice({ addressHeader: "X-Real-IP" }); });
afterAll(() => office.close());

test("a flood of wrong tokens through a proxy is charged to who sent it, not to the proxy", async () => {
  const from = async (address: string, token: string) => (await request(office.app).get("/api/v1/me").set("Authorization", token).set("X-Real-IP", address)).body;
  const wrong = () => `Bearer ${generateToken()}`;
  for (let i = 0; i < 3; i++) expect(await from("192.0.2.66", wrong())).toMatchObject({ status: 401, detail: "The token is unknown, revoked or expired." });
  await from("192.0.2.66", wrong());
  expect(await from("192.0.2.66", wrong())).toMatchObject({ status: 429, detail: "Too many wrong tokens came from your address; expected a pause of 20 s." });
  expect(await from("192.0.2.66", await office.token())).toMatchObject({ status: 429 });
  expect(await from("192.0.2.7", wrong())).toMatchObject({ status: 401 });
  expect(await from("192.0.2.8", await office.token())).toMatchObject({ name: "test system" });
});
