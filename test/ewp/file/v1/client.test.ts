/** Fetching a partner's file (PROTOCOL 5.7). */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { fileV1Client } from "../../../../src/ewp/file/v1/client.js";
import { answerSigned } from "../../../support/ewp/partner-server.js";
import { failureOf, type ScriptedPartner, startScriptedPartner } from "../../../support/ewp/scripted-partner.js";
import { P, US } from "../../../support/ewp/slice-node.js";

let partner: ScriptedPartner;
beforeAll(async () => { partner = await startScriptedPartner(); });
afterAll(() => partner.close());

const ask = () => fileV1Client(partner.caller.calls).file(US, P, "f/1 ü");
const PDF = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0x0a]);

test("the very bytes and their media type", async () => {
  partner.server.respond = answerSigned({ key: partner.hosts.p.server, clock: partner.caller.clock, body: PDF, headers: { "content-type": "application/pdf" } });
  const { mediaType, bytes } = await ask();
  expect(mediaType).toBe("application/pdf");
  expect(Buffer.from(bytes).equals(PDF)).toBe(true);
  expect(partner.asked()).toEqual([{ method: "GET", path: "/file", params: "file_id=f%2F1+%C3%BC" }]);
});

test("a file that is not for us: the partner's words, and no second attempt", async () => {
  const body = '<error-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd"><developer-message>Not yours.</developer-message></error-response>';
  partner.server.respond = answerSigned({ key: partner.hosts.p.server, clock: partner.caller.clock, body, status: 400 });
  expect(await failureOf(ask())).toEqual({ reason: "The partner refused the request: it answered 400.", retry: false, status: 400, serverMessage: "Not yours." });
});
