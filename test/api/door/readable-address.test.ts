import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Office, startOffice, US } from "../support/office.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const ours = `/institutions/${US}`;

describe("U+0000 in an address is the caller's mistake: 400", () => {
  test.each(["/institutions/%00", "/partners/%00", "/partners?search=a%00", `${ours}/agreements?partner=%00`, `${ours}/units/%00`, `${ours}/exchanges?requestId=%00`, `${ours}/deliveries?objectId=%00`])("%s", async (path) => {
    const { status, body } = await office.call("get", path);
    expect([status, body.detail]).toEqual([400, "The address holds U+0000 (%00), which no id and no search word has."]);
  });

  test("nor does an institution in a body hold it", async () => {
    const { status, body } = await office.call("post", "/partners/lac.example/echo").send({ heiId: `${US}\0` });
    expect([status, body.detail]).toEqual([400, 'The request does not fit the contract: heiId must match pattern "^[^\\s/\\x00-\\x1f]+$".']);
  });

  test.each([["agreements", 1], ["incoming", 2]])("a forged cursor of %s", async (list, parts) => {
    const cursor = Buffer.from(JSON.stringify(Array(parts).fill("\0"))).toString("base64url");
    const { status, body } = await office.call("get", `${ours}/${list}?cursor=${cursor}`);
    expect([status, body.detail]).toEqual([400, "The cursor is not one that this list gave; start without a cursor."]);
  });
});
