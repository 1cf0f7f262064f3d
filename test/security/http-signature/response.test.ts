import { generateKeyPairSync } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { badRequest, notAuthenticated } from "../../../src/kernel/errors.js";
import { sha256Digest } from "../../../src/security/digest.js";
import { headerMap, type HeaderMap } from "../../../src/security/header-map.js";
import { parseSignatureParameters } from "../../../src/security/http-signature/parameters.js";
import { echoOf, type RequestHead, requestTarget } from "../../../src/security/http-signature/request-head.js";
import { signHeaders } from "../../../src/security/http-signature/sign.js";
import { signResponse, wantsSignature, type ResponseToSign } from "../../../src/security/http-signature/sign-response.js";
import { ResponseRefused, verifyResponse, type ResponseCheck } from "../../../src/security/http-signature/verify-response.js";
import { fingerprintOf } from "../../../src/security/keys/rsa-key.js";
import { caller, NOW, REQUEST_ID, signedByHand } from "./signed-by-hand.js";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const server = { keyId: fingerprintOf(pair.publicKey) as string, privateKey: pair.privateKey };
const request = signedByHand();
const body = Buffer.from("<response/>");
const signed = (response: Partial<ResponseToSign> = {}) =>
  signResponse({ headers: { "content-type": "text/xml; charset=utf-8" }, body, ...echoOf(request.headers), ...server, now: NOW, ...response });
const namesOf = (headers: HeaderMap) => parseSignatureParameters(headers["signature"] ?? "", badRequest).headers;
const check: ResponseCheck = { request, serverKey: (keyId) => (keyId === server.keyId ? pair.publicKey : undefined), now: NOW };
const reasonOf = (headers: HeaderMap, changes: Partial<ResponseCheck & { body: Buffer }> = {}): string | undefined => {
  try {
    verifyResponse({ headers, body: changes.body ?? body }, { ...check, ...changes });
    return undefined;
  } catch (error) {
    if (error instanceof ResponseRefused) return error.reason;
    throw error;
  }
};

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
  const headers = await signed({ body: encoded, headers: { "content-type": "text/xml", "content-encoding": "gzip" } });
  expect(headers["digest"]).toBe(sha256Digest(encoded));
  expect(namesOf(headers)).toContain("content-encoding");
  expect(reasonOf(headers, { body: encoded })).toBeUndefined();
});

test("row 30: the headers of an error answer are inside the signature", async () => {
  const headers = await signed({ headers: { ...notAuthenticated("").headers, Allow: "GET, POST", "Cache-Control": "no-store", "Content-Type": "text/xml", "Content-Length": "11" } });
  expect([...namesOf(headers)].sort()).toEqual(["allow", "cache-control", "content-type", "date", "digest", "want-digest", "www-authenticate", "x-request-id", "x-request-signature"]);
  expect(reasonOf(headers)).toBeUndefined();
});

test("a good answer gives its signed headers, and only those", async () => {
  const headers = { ...(await signed()), server: "nginx", "cache-control": "no-store" };
  expect(Object.keys(verifyResponse({ headers, body }, check).signedHeaders).sort()).toEqual(["content-type", "date", "digest", "x-request-id", "x-request-signature"]);
});

describe("row 31: defects of an answer", () => {
  const without = (headers: HeaderMap, name: string): HeaderMap => headerMap({ ...headers, [name]: undefined });
  const change = async (name: string, value: string | undefined) => headerMap({ ...(await signed()), [name]: value });
  const withNames = async (drop: string): Promise<HeaderMap> => {
    const { signature: _, ...headers } = await signed();
    return { ...headers, signature: await signHeaders(without(headers, drop), server) };
  };
  test.each<[string, () => Promise<HeaderMap>, string]>([
    ["no signature", () => change("signature", undefined), "The response has no Signature header."],
    ["unreadable signature", () => change("signature", "???"), 'The signature parameters cannot be read from character 1: expected name="value", separated by commas.'],
    ["no request id", () => change("x-request-id", undefined), "X-Request-Id is absent from the response."],
    ["another request id", () => change("x-request-id", REQUEST_ID.replace("d", "e")), "X-Request-Id is not the one of the request."],
    ["no request signature", () => change("x-request-signature", undefined), "X-Request-Signature is absent from the response."],
    ["another request signature", () => change("x-request-signature", "AAAA"), "X-Request-Signature is not the one of the request."],
    ["digest not signed", () => withNames("digest"), "The signature does not cover digest."],
    ["date not signed", () => withNames("date"), "The signature does not cover date (or original-date)."],
    ["request id not signed", () => withNames("x-request-id"), "The signature does not cover x-request-id."],
    ["request signature not signed", () => withNames("x-request-signature"), "The signature does not cover x-request-signature."],
    ["signed header removed", () => change("content-type", undefined), 'The signature covers the header "content-type", but the message has no such header.'],
    ["signed header changed", () => change("content-type", "text/html"), "The signature of the response is not valid for its headers."],
    ["no date", () => change("date", undefined), 'The signature covers the header "date", but the message has no such header.'],
    ["old date", () => signed({ now: new Date(NOW.getTime() - 1_200_000) }), "Date is 1200 s behind the clock here (Sun, 01 Mar 2026 12:00:00 GMT); at most 300 s are allowed."],
    ["key of another host (row 11)", () => signed({ keyId: caller.keyId }), "The keyId of the response is no server key of the host that was called."],
    ["signed by another key than the one named", () => signed({ privateKey: caller.privateKey }), "The signature of the response is not valid for its headers."],
    ["another body", () => signed({ body: Buffer.from("<other/>") }), `The Digest header says SHA-256="${sha256Digest(Buffer.from("<other/>")).slice(8)}", but the 11 bytes of the body have SHA-256="${sha256Digest(body).slice(8)}".`],
    ["another algorithm", async () => change("signature", (await signed())["signature"]?.replace("rsa-sha256", "rsa-sha1")), 'The signature algorithm is "rsa-sha1"; expected "rsa-sha256".'],
  ])("%s", async (_, response, reason) => {
    expect(reasonOf(await response())).toBe(reason);
  });

  test("an echo of what was never sent", async () => {
    const anonymous: RequestHead = { method: "GET", target: "/", headers: { "accept-signature": "rsa-sha256" } };
    expect(reasonOf(await signed(), { request: anonymous })).toBe("X-Request-Id answers nothing that was sent.");
    expect(reasonOf(await signed(echoOf(anonymous.headers)), { request: anonymous })).toBeUndefined();
  });
});

describe("row 32: (request-target) in the signature of an answer", () => {
  const withTarget = async (): Promise<HeaderMap> => {
    const { signature: _, ...headers } = await signed();
    return { ...headers, signature: await signHeaders(headers, server, requestTarget(request)) };
  };
  test("it means our request", async () => {
    expect(reasonOf(await withTarget())).toBeUndefined();
  });
  test("an answer to another request is refused", async () => {
    expect(reasonOf(await withTarget(), { request: { ...request, target: "/other" } })).toBe("The signature of the response is not valid for its headers.");
  });
});

test("an answer dated by Original-Date only is accepted", async () => {
  const { signature: _, date = "", ...headers } = await signed();
  const dated = { ...headers, "original-date": date };
  expect(reasonOf({ ...dated, signature: await signHeaders(dated, server) })).toBeUndefined();
});
