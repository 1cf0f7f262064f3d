import { describe, expect, test } from "@jest/globals";
import { sha256Digest } from "../../../src/security/digest.js";
import { headerMap, type HeaderMap } from "../../../src/security/header-map.js";
import { echoOf, type RequestHead, requestTarget } from "../../../src/security/http-signature/request-head.js";
import { signHeaders } from "../../../src/security/http-signature/sign.js";
import { verifyResponse } from "../../../src/security/http-signature/verify-response.js";
import { body, check, reasonOf, request, server, signedAnswer as signed } from "./signed-answer.js";
import { caller, NOW, REQUEST_ID } from "./signed-by-hand.js";

const without = (headers: HeaderMap, name: string): HeaderMap => headerMap({ ...headers, [name]: undefined });

test("a good answer gives its signed headers, and only those", async () => {
  const headers = { ...(await signed()), server: "nginx", "cache-control": "no-store" };
  expect(Object.keys(verifyResponse({ headers, body }, check).signedHeaders).sort()).toEqual(["content-type", "date", "digest", "x-request-id", "x-request-signature"]);
});

describe("row 31: defects of an answer", () => {
  const change = async (name: string, value: string | undefined) => headerMap({ ...(await signed()), [name]: value });
  const withNames = async (drop: string): Promise<HeaderMap> => {
    const headers = without(await signed(), "signature");
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
    ["another body", () => signed({ digest: sha256Digest(Buffer.from("<other/>")) }), `The Digest header says SHA-256="${sha256Digest(Buffer.from("<other/>")).slice(8)}", but the 11 bytes of the body have SHA-256="${sha256Digest(body).slice(8)}".`],
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
    const headers = without(await signed(), "signature");
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
  const answer = await signed();
  const dated = { ...without(without(answer, "signature"), "date"), "original-date": answer["date"] ?? "" };
  expect(reasonOf({ ...dated, signature: await signHeaders(dated, server) })).toBeUndefined();
});
