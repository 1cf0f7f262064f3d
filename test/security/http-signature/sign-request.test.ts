import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { badRequest } from "../../../src/kernel/errors.js";
import { checkDigest } from "../../../src/security/digest.js";
import { parseSignatureParameters } from "../../../src/security/http-signature/parameters.js";
import { signatureCredentials } from "../../../src/security/http-signature/request-head.js";
import { signRequest, type RequestToSign } from "../../../src/security/http-signature/sign-request.js";
import { verifyRequestHead } from "../../../src/security/http-signature/verify-request.js";
import { caller, check, EMPTY_DIGEST, NOW, REQUEST_ID } from "./signed-by-hand.js";

const sign = (request: Partial<RequestToSign> = {}) =>
  signRequest({
    method: "GET", url: new URL("https://ewp.example.edu/iias?hei_id=a&x=%2F"), body: Buffer.alloc(0), headers: {}, keyId: caller.keyId,
    privateKey: caller.privateKey, requestId: REQUEST_ID, now: NOW, ...request,
  });
const namesOf = (head: Awaited<ReturnType<typeof sign>>) => parseSignatureParameters(signatureCredentials(head.headers) ?? "", badRequest).headers;

test("row 23: a GET carries the digest of the empty body", async () => {
  expect((await sign()).headers["digest"]).toBe(EMPTY_DIGEST);
});

test("the head is complete: method, target with query as in the URL, headers of PROTOCOL 3.3", async () => {
  const { method, target, headers: { authorization, ...headers } } = await sign();
  expect([method, target]).toEqual(["GET", "/iias?hei_id=a&x=%2F"]);
  expect(headers).toEqual({
    host: "ewp.example.edu", date: "Sun, 01 Mar 2026 12:00:00 GMT", digest: EMPTY_DIGEST, "x-request-id": REQUEST_ID, "accept-signature": "rsa-sha256",
  });
  expect(authorization).toMatch(/^Signature keyId="[0-9a-f]{64}",algorithm="rsa-sha256",headers="[^"]+",signature="[A-Za-z0-9+/]+={0,2}"$/);
});

test("row 24: everything that is sent and matters is signed; what belongs to the connection is not", async () => {
  const head = await sign({ method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded", "accept-encoding": "gzip", "Content-Length": "3", Connection: "close" } });
  expect([...namesOf(head)].sort()).toEqual(["(request-target)", "accept-encoding", "accept-signature", "content-type", "date", "digest", "host", "x-request-id"]);
  expect(head.headers).toMatchObject({ "content-length": "3", connection: "close" });
});

test("row 25: the key id is the lower-case hex SHA-256 of the published key", async () => {
  const published = caller.publicKey.export({ type: "spki", format: "der" });
  const { keyId } = parseSignatureParameters(signatureCredentials((await sign()).headers) ?? "", badRequest);
  expect(keyId).toBe(createHash("sha256").update(published).digest("hex"));
});

describe("the host is that of the URL", () => {
  test.each([["https://127.0.0.1:8443/x", "127.0.0.1:8443", "/x"], ["https://ewp.example.edu:443", "ewp.example.edu", "/"], ["https://EWP.example.edu/a b?c=ü#d", "ewp.example.edu", "/a%20b?c=%C3%BC"]])(
    "%s", async (url, host, target) => {
      const head = await sign({ url: new URL(url) });
      expect([head.headers["host"], head.target]).toEqual([host, target]);
    });
});

test("a header that HTTP cannot carry is not signed", async () => {
  await expect(sign({ headers: { "x-name": "a\nhost: b" } })).rejects.toThrow(new TypeError("The header x-name has characters that HTTP cannot carry."));
  await expect(sign({ headers: { "x-name": "Łódź" } })).rejects.toThrow(new TypeError("The header x-name has characters that HTTP cannot carry."));
});

test("what we sign we accept: any method, target, body, latin1 header", async () => {
  const text = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((c) => c !== 0x7f && (c < 0x80 || c > 0x9f)).map((c) => String.fromCharCode(c)) });
  await fc.assert(fc.asyncProperty(fc.constantFrom("GET", "POST"), fc.webQueryParameters(), fc.uint8Array(), text, async (method, query, body, value) => {
    const head = await sign({ method, url: new URL(`https://ewp.example.edu/iias?${query}`), body: Buffer.from(body), headers: { "x-note": value } });
    const { signedHeaders } = verifyRequestHead(head, check);
    expect(signedHeaders["x-note"]).toBe(value.trim());
    checkDigest(signedHeaders["digest"], body);
  }), { numRuns: 50 });
});
