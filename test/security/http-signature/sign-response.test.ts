import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { badRequest, notAuthenticated } from "../../../src/kernel/errors.js";
import { sha256Digest } from "../../../src/security/digest.js";
import { headerMap, type HeaderMap } from "../../../src/security/header-map.js";
import { parseSignatureParameters } from "../../../src/security/http-signature/parameters.js";
import { echoOf } from "../../../src/security/http-signature/request-head.js";
import { wantsSignature } from "../../../src/security/http-signature/sign-response.js";
import { body, reasonOf, request, signedAnswer as signed } from "./signed-answer.js";
import { REQUEST_ID } from "./signed-by-hand.js";

const namesOf = (headers: HeaderMap) => parseSignatureParameters(headers["signature"] ?? "", badRequest).headers;

test.each([
  ["rsa-sha256", true], ["unknown, RSA-SHA256", true], ["Rsa-Sha256;q=0.5 , unknown", true], ["unknown", false], ["", false], ["rsa-sha2567", false], [undefined, false],
])("row 27: Accept-Signature: %s asks for a signature: %s", (value, wanted) => {
  expect(wantsSignature(headerMap({ "Accept-Signature": value }))).toBe(wanted);
});

test("row 28: X-Request-Id and X-Request-Signature are repeated and signed", async () => {
  const headers = await signed();
  expect(headers["x-request-id"]).toBe(REQUEST_ID);
  expect(request.headers["authorization"]).toContain(`signature="${headers["x-request-signature"]}"`);
  expect([...namesOf(headers)].sort()).toEqual(["content-type", "date", "digest", "x-request-id", "x-request-signature"]);
});

describe("row 8.5: nothing is invented that the caller did not send", () => {
  test("an anonymous request", async () => {
    const headers = await signed(echoOf(headerMap(["Accept-Signature", "rsa-sha256"])));
    expect([...namesOf(headers)].sort()).toEqual(["content-type", "date", "digest"]);
    expect(Object.keys(headers)).not.toContain("x-request-id");
  });
  test("a request that is refused: its id is repeated as it came, a signature only if there is one to read", () => {
    expect(echoOf(headerMap(["X-Request-Id", "NOT-CANONICAL", "Authorization", 'Signature keyId="'])))
      .toEqual({ requestId: "NOT-CANONICAL", requestSignature: undefined });
    expect(echoOf(headerMap(["Authorization", "Basic abc"]))).toEqual({ requestId: undefined, requestSignature: undefined });
  });
});

test("row 29: the digest is over the encoded body", async () => {
  const encoded = gzipSync(body);
  const headers = await signed({ digest: sha256Digest(encoded), headers: { "content-type": "text/xml", "content-encoding": "gzip" } });
  expect(headers["digest"]).toBe(sha256Digest(encoded));
  expect(namesOf(headers)).toContain("content-encoding");
  expect(reasonOf(headers, { body: encoded })).toBeUndefined();
});

test("row 30: the headers of an error answer are inside the signature", async () => {
  const headers = await signed({ headers: headerMap({ ...notAuthenticated("").headers, Allow: "GET, POST", "Cache-Control": "no-store", "Content-Type": "text/xml", "Content-Length": "11" }) });
  expect([...namesOf(headers)].sort()).toEqual(["allow", "cache-control", "content-type", "date", "digest", "want-digest", "www-authenticate", "x-request-id", "x-request-signature"]);
  expect(reasonOf(headers)).toBeUndefined();
});
