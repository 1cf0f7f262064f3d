import { describe, expect, test } from "@jest/globals";
import { EwpError } from "../../../src/kernel/errors.js";
import { headerMap } from "../../../src/security/header-map.js";
import { verifyRequestHead } from "../../../src/security/http-signature/verify-request.js";
import { testKeyPair } from "../../support/keys/key-pairs.js";
import { refusalOf } from "../refusal-of.js";
import { caller, check, EMPTY_DIGEST, NOW, REQUEST_ID, signedByHand, USUAL_NAMES, type ByHand } from "./signed-by-hand.js";

const verify = (request: ByHand = {}) => verifyRequestHead(signedByHand(request), check);
const refusal = (request: ByHand) => refusalOf(() => verify(request));
const bad = (message: string) => ({ status: 400, message });
const minutes = (count: number): string => new Date(NOW.getTime() + count * 60_000).toUTCString();

test("a signed request is accepted: caller, request id, signature, and the signed headers", () => {
  const head = signedByHand();
  const { signature, ...verified } = verifyRequestHead(head, check);
  expect(verified).toEqual({
    client: caller, keyId: caller.keyId, requestId: REQUEST_ID,
    signedHeaders: { host: "ewp.example.edu", date: NOW.toUTCString(), digest: EMPTY_DIGEST, "x-request-id": REQUEST_ID },
  });
  expect(head.headers["authorization"]).toContain(`signature="${signature}"`);
});

describe("row 13: no credentials", () => {
  test.each([undefined, "Basic dXNlcjpwYXNz", "Bearer token", "Signatures keyId"])("Authorization: %s is 401 with the invitation to sign", (authorization) => {
    const head = { method: "GET", target: "/", headers: headerMap(authorization === undefined ? [] : ["Authorization", authorization]) };
    expect(refusalOf(() => verifyRequestHead(head, check))).toEqual({ status: 401, message: 'The request has no header "Authorization: Signature …"; expected an HTTP signature.' });
    const error = ((): unknown => { try { return verifyRequestHead(head, check); } catch (e) { return e; } })();
    expect((error as EwpError).headers).toEqual({ "WWW-Authenticate": 'Signature realm="EWP"', "Want-Digest": "SHA-256" });
  });

  test("the scheme is case-insensitive", () => {
    const head = signedByHand();
    const authorization = (head.headers["authorization"] ?? "").replace("Signature", "sIGNATURE");
    expect(refusalOf(() => verifyRequestHead({ ...head, headers: { ...head.headers, authorization } }, check))).toBeUndefined();
  });

  test("a Signature header instead of Authorization is no client authentication", () => {
    const { authorization, ...headers } = signedByHand().headers;
    const head = { ...signedByHand(), headers: { ...headers, signature: (authorization ?? "").slice("Signature ".length) } };
    expect(refusalOf(() => verifyRequestHead(head, check))?.status).toBe(401);
  });
});

test("rows 12 and 14: a key that is no client key, e.g. a server key, is 403", () => {
  const stranger = "ab".repeat(32);
  expect(refusal({ keyId: stranger })).toEqual({ status: 403, message: `keyId "${stranger}" is no client key of the catalogue; expected the lower-case hex SHA-256 of one.` });
});

test("row 14: a key id of any form is looked up, not parsed", () => {
  expect(refusal({ keyId: "Test" })?.status).toBe(403);
});

describe("row 15: invalid signature", () => {
  test("one byte of the signature flipped", () => {
    const head = signedByHand();
    const authorization = (head.headers["authorization"] ?? "").replace(/signature="(.)/, (_, first: string) => `signature="${first === "A" ? "B" : "A"}`);
    const refused = refusalOf(() => verifyRequestHead({ ...head, headers: { ...head.headers, authorization } }, check));
    expect(refused?.status).toBe(400);
    expect(refused?.message).toMatch(/^The signature is not valid for key "[0-9a-f]{64}" over "\(request-target\) host date digest x-request-id". The signing string as received here has \d+ bytes and SHA-256 [0-9a-f]{64}\.$/);
  });
  test("a good signature by another key than the one named", () => {
    const { publicKey } = testKeyPair();
    const other = { ...check, clientKey: () => ({ publicKey }) };
    expect(refusalOf(() => verifyRequestHead(signedByHand(), other))?.status).toBe(400);
  });
  test("the message names no parameter of the query", () => {
    const head = { ...signedByHand({ target: "/iias?hei_id=a.example" }), target: "/iias?hei_id=b.example" };
    expect(refusalOf(() => verifyRequestHead(head, check))?.message).not.toContain("example");
  });
});

describe("row 16 and 8.3: each mandatory name is required in the signature, on GET as well", () => {
  test.each([
    ["(request-target)", "The signature does not cover (request-target)."], ["host", "The signature does not cover host."],
    ["date", "The signature does not cover date (or original-date)."], ["digest", "The signature does not cover digest."],
    ["x-request-id", "The signature does not cover x-request-id."],
  ])("without %s", (name, message) => {
    expect(refusal({ names: USUAL_NAMES.filter((usual) => usual !== name) })).toEqual(bad(message));
  });
  test("without a list only the date is signed", () => {
    const { authorization = "", ...headers } = signedByHand().headers;
    const head = { ...signedByHand(), headers: { ...headers, authorization: authorization.replace(/headers="[^"]*",/, "") } };
    expect(refusalOf(() => verifyRequestHead(head, check))).toEqual(bad("The signature does not cover (request-target), host, digest, x-request-id."));
  });
  test("a name that is covered but not sent", () => {
    expect(refusal({ names: [...USUAL_NAMES, "content-type"] })).toEqual(bad('The signature covers the header "content-type", but the message has no such header.'));
    expect(refusal({ names: [...USUAL_NAMES, "constructor"] })).toEqual(bad('The signature covers the header "constructor", but the message has no such header.'));
  });
});

describe("row 17: the date window", () => {
  test.each([-4, 4, -5, 5, 0])("%d minutes are accepted", (count) => {
    expect(refusal({ headers: { date: minutes(count) } })).toBeUndefined();
  });
  test.each([
    [minutes(-20), "Date is 1200 s behind the clock here (Sun, 01 Mar 2026 12:00:00 GMT); at most 300 s are allowed."],
    [minutes(20), "Date is 1200 s ahead of the clock here (Sun, 01 Mar 2026 12:00:00 GMT); at most 300 s are allowed."],
    ["yesterday", 'Date "yesterday" is no RFC 1123 date; expected a form like "Sun, 05 Jan 2014 21:31:40 GMT".'],
    ["2026-03-01T12:00:00Z", 'Date "2026-03-01T12:00:00Z" is no RFC 1123 date; expected a form like "Sun, 05 Jan 2014 21:31:40 GMT".'],
  ])("%s is 400", (date, message) => {
    expect(refusal({ headers: { date } })).toEqual(bad(message));
  });
  test("a wider window may be chosen", () => {
    expect(verifyRequestHead(signedByHand({ headers: { date: minutes(-20) } }), { ...check, windowMs: 1_200_000 }).client).toBe(caller);
  });
});

describe("row 18: Original-Date", () => {
  const only = ["(request-target)", "host", "original-date", "digest", "x-request-id"];
  test("alone is enough, and an unsigned Date beside it is ignored", () => {
    const request = { headers: { date: undefined, "original-date": minutes(0) }, names: only };
    expect(refusal(request)).toBeUndefined();
    expect(refusal({ ...request, unsigned: { date: minutes(-60) } })).toBeUndefined();
  });
  test.each([["original-date", "Original-Date"], ["date", "Date"]])("both signed, %s out of range", (name, wireName) => {
    const headers = { "original-date": minutes(0), [name]: minutes(-20) };
    expect(refusal({ headers, names: [...USUAL_NAMES, "original-date"] })).toEqual(bad(`${wireName} is 1200 s behind the clock here (Sun, 01 Mar 2026 12:00:00 GMT); at most 300 s are allowed.`));
  });
});

describe("row 19: X-Request-Id is a canonical lower-case UUID", () => {
  test.each([REQUEST_ID.toUpperCase(), `{${REQUEST_ID}}`, REQUEST_ID.replaceAll("-", ""), `${REQUEST_ID}, ${REQUEST_ID}`, "", "1"])("%s is 400", (id) => {
    expect(refusal({ headers: { "x-request-id": id } })).toEqual(bad(`X-Request-Id ${JSON.stringify(id)} is no UUID in its canonical lower-case form.`));
  });
});

test("row 21: extra signed headers in any order are accepted", () => {
  const names = ["user-agent", "x-request-id", "digest", "accept-signature", "date", "(request-target)", "host"];
  const { signedHeaders } = verify({ headers: { "user-agent": "curl/8", "accept-signature": "rsa-sha256" }, names });
  expect(signedHeaders).toMatchObject({ "user-agent": "curl/8", "accept-signature": "rsa-sha256" });
});

test("row 22 and 8.4: unsigned headers are dropped", () => {
  const { signedHeaders } = verify({ unsigned: { "accept-response-encryption-key": "AAAA", "accept-signature": "rsa-sha256", "content-type": "text/xml" } });
  expect(Object.keys(signedHeaders).sort()).toEqual(["date", "digest", "host", "x-request-id"]);
});

describe("row 8.6: Host", () => {
  test.each(["ewp.example.edu", "ewp.example.edu:443", "EWP.example.edu"])("%s is ours", (host) => {
    expect(refusal({ headers: { host } })).toBeUndefined();
  });
  test.each(["evil.example", "ewp.example.edu:8443", "", "ewp.example.edu, ewp.example.edu"])("%s is not", (host) => {
    expect(refusal({ headers: { host } })).toEqual(bad(`Host ${JSON.stringify(host)} is not this server.`));
  });
});

test("cheap checks come first: a foreign host is refused before its unknown key, an old date before a wrong signature", () => {
  expect(refusal({ headers: { host: "evil.example" }, keyId: "unknown" })?.message).toContain("Host");
  const head = signedByHand({ headers: { date: minutes(-20) } });
  expect(refusalOf(() => verifyRequestHead({ ...head, method: "POST" }, check))?.message).toContain("Date is 1200 s behind");
});

test("a header sent twice cannot be read in two ways", () => {
  const { headers } = signedByHand();
  const twice = (name: string) => ({ ...signedByHand(), headers: headerMap([...Object.entries(headers).flat(), name, headers[name] ?? ""]) });
  expect(["authorization", "host", "date", "x-request-id", "digest"].map((name) => refusalOf(() => verifyRequestHead(twice(name), check))?.status)).toEqual([400, 400, 400, 400, 400]);
});
