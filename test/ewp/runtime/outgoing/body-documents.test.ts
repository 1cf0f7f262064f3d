import { expect, test } from "@jest/globals";
import { callStage, failure, parties } from "../../../support/ewp/call-stage.js";
import { digestOf } from "../../../support/ewp/signed-client.js";
import { PROBE_NS, probeV1 } from "../../../support/ewp/probe-api.js";

const { stage, answer } = callStage();

test("PROTOCOL 4.1: a document is sent as it is, POST, its media type signed", async () => {
  answer();
  await stage.caller.calls.call(parties, probeV1, "update", { word: "é & <" });
  expect(stage.partner.requests).toHaveLength(1);
  const { method, target, headers, body } = stage.partner.requests[0] ?? {};
  expect([method, target, headers?.["content-type"]]).toEqual(["POST", "/update", "text/xml; charset=utf-8"]);
  expect(body).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n<probe-update-request xmlns="${PROBE_NS}"><word>é &amp; &lt;</word></probe-update-request>`);
  expect(headers?.["digest"]).toBe(digestOf(body ?? ""));
  expect(headers?.["authorization"]).toMatch(/headers="[^"]*\bcontent-type\b/);
});

test("PROTOCOL 4.4: a 409 is final, with the partner's words", async () => {
  answer({ status: 409, body: '<error-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd"><developer-message>newer proposal</developer-message></error-response>' });
  expect(await failure(stage.caller.calls.call(parties, probeV1, "update", { word: "a" }))).toMatchObject({ status: 409, retry: false, serverMessage: "newer proposal" });
});
