/** PROTOCOL 7 rows 12 to 22, 26 to 30, 52 and 8 rows 1 to 6, over real TLS with a client of foreign make. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import { testKey } from "../../../support/registry/catalogue-xml.js";
import { snapshotOfHosts, testHost, hostSpec } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { serveOpenProbeV1, serveProbeV1 } from "../../../support/ewp/probe-api.js";
import { developerMessage, digestOf, type ForeignRequest, send, sendHeaders, signatureFaults, signedHeaders } from "../../../support/ewp/signed-client.js";
import { testTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const partner = testHost("partner.example.org");
const nobody = testHost("covers.nobody");
const stranger = testKey();
const ECHO = "/ewp/uni.example.edu/echo/v2";
const FAIL = "/ewp/uni.example.edu/probe/v1/fail?how=";
const EMPTY = "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

let node: TestNode;
let catalogueGone = false;
let whenKeysAreAsked = (): void => undefined;

beforeAll(async () => {
  const hosts = [ours, partner, nobody];
  const snapshot = snapshotOfHosts(hosts, [hostSpec(ours), hostSpec(partner), hostSpec(nobody, { heiIds: [] })]);
  node = await startNode({
    tls: await testTls(), served: [serveEchoV2, serveProbeV1, serveOpenProbeV1], services: {}, hosts: [ours],
    catalogue: { current: () => {
      whenKeysAreAsked();
      return catalogueGone ? undefined : snapshot;
    } },
  });
});
afterAll(() => node.close());

const echo = (spec: Partial<ForeignRequest> = {}) => send(node, { path: `${ECHO}?echo=a`, key: partner.client, ...spec });
const minutesLater = (minutes: number): string => new Date(node.clock.now().getTime() + minutes * 60_000).toUTCString();
const refused = async (spec: Partial<ForeignRequest>, status: number, message: string | RegExp): Promise<void> => {
  const answer = await echo(spec);
  expect(answer.status).toBe(status);
  const told = developerMessage(answer);
  if (typeof message === "string") expect(told).toBe(message);
  else expect(told).toMatch(message);
  expect(signatureFaults(answer, ours.server)).toEqual([]);
};

describe("callers", () => {
  test("a client key of the catalogue is let in, with what it covers (row 51)", async () => {
    const answer = await echo();
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/xml; charset=utf-8");
    expect(answer.text).toContain("<hei-id>partner.example.org</hei-id><echo>a</echo>");
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test("row 12, 8 row 1: a key that is listed only as a server key is 403", () =>
    refused({ key: partner.server }, 403, `keyId "${partner.server.fingerprint}" is no client key of the catalogue; expected the lower-case hex SHA-256 of one.`));
  test("row 14: a key that nobody knows is 403", () =>
    refused({ key: stranger }, 403, `keyId "${stranger.fingerprint}" is no client key of the catalogue; expected the lower-case hex SHA-256 of one.`));
  test("row 13, row 52: no credentials are 401 with both headers, signed", async () => {
    const answer = await echo({ key: undefined });
    expect(answer.status).toBe(401);
    expect(developerMessage(answer)).toBe('The request has no header "Authorization: Signature …"; expected an HTTP signature.');
    expect(answer.headers["www-authenticate"]).toBe('Signature realm="EWP"');
    expect(answer.headers["want-digest"]).toBe("SHA-256");
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test("8 row 2: a known key that covers nobody is a valid caller", async () => {
    const answer = await echo({ key: nobody.client });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("<echo>a</echo>");
    expect(answer.text).not.toContain("<hei-id>");
  });
  test("without a catalogue it is our trouble: 503", async () => {
    catalogueGone = true;
    await refused({}, 503, "This node has no catalogue of the network at the moment, so it knows no keys; try again later.");
    catalogueGone = false;
  });
});

describe("signatures", () => {
  test("row 15: a flipped byte is 400", () =>
    refused({ tamper: (text) => text.replace(/signature="(.)/, (_, first: string) => `signature="${first === "A" ? "B" : "A"}`) }, 400, /^The signature is not valid for key "[0-9a-f]{64}" over "\(request-target\) host date digest/));
  const usual = ["(request-target)", "host", "date", "digest", "x-request-id"];
  test.each(usual)("row 16: %s is not signed: 400", (left) =>
    refused({ names: usual.filter((name) => name !== left) }, 400, `The signature does not cover ${left === "date" ? "date (or original-date)" : left}.`));
  test("row 21, 8 row 3: any order and more headers are accepted", async () => {
    const answer = await echo({ headers: { "user-agent": "Foreign/1.0", from: "ewp@example.org" }, names: ["from", "x-request-id", "digest", "user-agent", "host", "(request-target)", "date"] });
    expect(answer.status).toBe(200);
  });
  test("malformed credentials are 400", () =>
    refused({ tamper: () => 'Signature keyId="a' }, 400, /^The signature parameters cannot be read from character 1/));
  test("another algorithm is 400, and is no signature to be echoed", async () => {
    const answer = await echo({ tamper: (text) => text.replace("rsa-sha256", "hmac-sha256") });
    expect(answer.status).toBe(400);
    expect(developerMessage(answer)).toBe('The signature algorithm is "hmac-sha256"; expected "rsa-sha256".');
    expect(signatureFaults(answer, ours.server)).toEqual(["X-Request-Signature is not echoed"]);
  });
});

describe("dates", () => {
  test.each([-20, 20])("row 17: %i minutes off are 400", (minutes) =>
    refused({ headers: { date: minutesLater(minutes) } }, 400, /^Date is 1200 s (ahead of|behind) the clock here \(.*\); at most 300 s are allowed\.$/));
  test("a refusal carries the date by which it was judged, though the clock is set right in between", async () => {
    const request = { path: `${ECHO}?echo=a`, key: partner.client };
    const headers = signedHeaders(node, request);
    const right = node.clock.now();
    node.clock.advance(-600_000);
    const judged = node.clock.now();
    whenKeysAreAsked = () => node.clock.set(right);
    const answer = await sendHeaders(node, request, headers);
    whenKeysAreAsked = () => undefined;
    expect([answer.status, developerMessage(answer)]).toEqual([400, `Date is 600 s ahead of the clock here (${judged.toUTCString()}); at most 300 s are allowed.`]);
    expect([answer.headers["date"], node.clock.now()]).toEqual([judged.toUTCString(), right]);
  });
  test("row 17: a date that is none is 400", () =>
    refused({ headers: { date: "2026-03-01T08:00:00Z" } }, 400, 'Date "2026-03-01T08:00:00Z" is no RFC 1123 date; expected a form like "Sun, 05 Jan 2014 21:31:40 GMT".'));
  test("row 17: four minutes off are fine", async () => expect((await echo({ headers: { date: minutesLater(-4) } })).status).toBe(200));
  test("row 18: Original-Date alone is fine", async () =>
    expect((await echo({ headers: { date: undefined, "original-date": minutesLater(0) } })).status).toBe(200));
  test("row 18: both signed and one out of range is 400", () =>
    refused({ headers: { "original-date": minutesLater(-20) } }, 400, /^Original-Date is 1200 s behind/));
});

describe("request ids", () => {
  const uuid = randomUUID();
  test.each([uuid.toUpperCase(), `{${uuid}}`, uuid.replaceAll("-", "")])("row 19: %s is 400", (id) =>
    refused({ headers: { "x-request-id": id } }, 400, `X-Request-Id "${id}" is no UUID in its canonical lower-case form.`));
  test("row 26: the same request a second time is 400", async () => {
    const spec = { path: `${ECHO}?echo=once`, key: partner.client };
    const headers = signedHeaders(node, spec);
    expect((await sendHeaders(node, spec, headers)).status).toBe(200);
    const again = await sendHeaders(node, spec, headers);
    expect(again.status).toBe(400);
    expect(developerMessage(again)).toBe("This X-Request-Id was used before with this key; expected a fresh one for every request.");
    expect(signatureFaults(again, ours.server)).toEqual([]);
  });
  test("a refused signature does not use up the id", async () => {
    const id = randomUUID();
    await refused({ headers: { "x-request-id": id }, tamper: (text) => text.replace(/signature="./, 'signature="*') }, 400, /^The signature is not valid/);
    expect((await echo({ headers: { "x-request-id": id } })).status).toBe(200);
  });
});

describe("digests", () => {
  test("row 20: a wrong one is 400", () => refused({ headers: { digest: digestOf("other") } }, 400, /^The Digest header says SHA-256="[^"]+", but the 0 bytes of the body have SHA-256="47DEQpj8/));
  test("row 20: SHA alone is 400", () => refused({ headers: { digest: "SHA=thvDyvhfIqlvFe+A9MYgxAfm1q5=" } }, 400, 'The Digest header "SHA=thvDyvhfIqlvFe+A9MYgxAfm1q5=" has no SHA-256 entry.'));
  test("row 20, 8 row 3: several algorithms in mixed case are fine", async () =>
    expect((await echo({ headers: { digest: `MD5=1B2M2Y8AsgTpgAmY7PhCfg==, ${EMPTY.replace("SHA", "shA")}` } })).status).toBe(200));
  test("a body that differs from the signed digest is 400", () =>
    refused({ method: "POST", body: "echo=b", headers: { digest: digestOf("echo=c") } }, 400, /^The Digest header says SHA-256="[^"]+", but the 6 bytes of the body/));
});

describe("hosts (8 row 6)", () => {
  test("with or without port", async () => expect((await echo({ headers: { host: "127.0.0.1" } })).status).toBe(200));
  test("another server is 400", () => refused({ headers: { host: "other.example.org" } }, 400, 'Host "other.example.org" is not this server.'));
  test("another port is 400", () => refused({ headers: { host: "127.0.0.1:1" } }, 400, 'Host "127.0.0.1:1" is not this server.'));
});

describe("headers outside the signature (row 22, 8 row 4)", () => {
  const body = `echo=${"x".repeat(3000)}`;
  test("an unsigned Accept-Encoding is ignored, a signed one is not", async () => {
    const unsigned = await echo({ method: "POST", path: ECHO, body, unsigned: { "accept-encoding": "gzip" } });
    expect(unsigned.headers["content-encoding"]).toBeUndefined();
    const signed = await echo({ method: "POST", path: ECHO, body, headers: { "accept-encoding": "gzip" } });
    expect(signed.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(signed.body).toString()).toContain("x".repeat(3000));
    // Row 29: the digest is that of the coded body.
    expect(signatureFaults(signed, ours.server)).toEqual([]);
  });
  test.each(["gzip;q=0", "gzip; q=0.0", "br, identity", "*"])("Accept-Encoding %s does not invite gzip", async (accepted) =>
    expect((await echo({ method: "POST", path: ECHO, body, headers: { "accept-encoding": accepted } })).headers["content-encoding"]).toBeUndefined());
  test("an unsigned Accept-Signature is ignored", async () => {
    const answer = await echo({ headers: { "accept-signature": undefined }, unsigned: { "accept-signature": "rsa-sha256" } });
    expect(answer.status).toBe(200);
    expect(answer.headers["signature"]).toBeUndefined();
  });
  test("8 row 4: of a request that fails authentication they steer the refusal", async () => {
    const answer = await echo({ key: stranger, headers: { "accept-signature": undefined }, unsigned: { "accept-signature": "rsa-sha256" } });
    expect(answer.status).toBe(403);
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
});

describe("signed answers", () => {
  test.each([["rsa-sha256", true], ["unknown, RSA-SHA256", true], ["unknown", false]])("row 27: Accept-Signature %s", async (accepted, signed) => {
    const answer = await echo({ headers: { "accept-signature": accepted } });
    expect(answer.status).toBe(200);
    expect(answer.headers["signature"] !== undefined).toBe(signed);
  });
  test("row 28: request id and signature are echoed and covered", async () => {
    const { headers, sent } = await echo();
    expect(headers["x-request-id"]).toBe(sent.requestId);
    expect(headers["x-request-signature"]).toBe(sent.signature);
    expect(headers["signature"]).toMatch(/headers="[^"]*x-request-id x-request-signature[^"]*"/);
  });
  test("8 row 5: a request id that was not sent is not invented", async () => {
    const answer = await echo({ key: undefined, headers: { "x-request-id": undefined } });
    expect(answer.status).toBe(401);
    expect(answer.headers["x-request-id"]).toBeUndefined();
    expect(answer.headers["x-request-signature"]).toBeUndefined();
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test.each([
    [400, `${ECHO}?echo=a`, { headers: { date: "now" } }],
    [404, "/ewp/uni.example.edu/nothing/v1", {}],
    [405, ECHO, { method: "PUT" }],
    [415, ECHO, { method: "POST", headers: { "content-type": "text/plain" }, body: "x" }],
    [500, `${FAIL}x`, {}],
    [503, `${FAIL}unavailable`, {}],
  ])("row 30: %i is signed", async (status, path, spec: Partial<ForeignRequest>) => {
    const answer = await echo({ path, ...spec });
    expect(answer.status).toBe(status);
    expect(developerMessage(answer)).not.toBe("");
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test("an address of no institution of ours is 404, in nobody's name", async () => {
    const answer = await echo({ path: "/ewp/other.example.edu/echo/v2" });
    expect(answer.status).toBe(404);
    expect(developerMessage(answer)).toBe("No institution of this node has this address; the catalogue lists the addresses of each.");
    expect(answer.headers["signature"]).toBeUndefined();
  });
});

describe("APIs for anyone (PROTOCOL 3.8)", () => {
  const path = "/ewp/uni.example.edu/open-probe/v1?echo=a";
  test("anonymous callers are let in and cover nobody", async () => {
    const answer = await send(node, { path });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain("hei-id");
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test("signed callers are known", async () => expect((await send(node, { path, key: partner.client })).text).toContain("partner.example.org"));
  test("a signature that is there has to be right", async () => expect((await send(node, { path, key: stranger })).status).toBe(403));
});

test("what is authentic is kept as it was sent and answered; refused callers leave a line and nothing more", async () => {
  node.kept.length = 0;
  node.lines.length = 0;
  const good = await echo({ unsigned: { "x-forwarded-for": "192.0.2.1" } });
  await echo({ key: stranger });
  await echo({ headers: { digest: digestOf("other") } });
  await echo({ key: undefined });
  await send(node, { path: "/ewp/uni.example.edu/open-probe/v1" });
  expect(node.kept).toHaveLength(1);
  expect(node.kept[0]).toMatchObject({
    direction: "in", heiId: "uni.example.edu", partnerHeiId: "partner.example.org", api: "echo", endpoint: "", requestId: good.sent.requestId, method: "GET",
    url: `${node.publicUrl}${ECHO}?echo=a`, status: 200, responseBody: good.body,
    requestHeaders: { authorization: good.sent.authorization, "x-forwarded-for": "192.0.2.1" }, responseHeaders: { signature: good.headers["signature"] },
  });
  expect(node.lines.map(({ level, facts }) => [level, facts?.["status"], facts?.["requester"], facts?.["reason"]])).toEqual([
    ["info", 200, "partner.example.org", undefined],
    ["warn", 403, undefined, `keyId "${stranger.fingerprint}" is no client key of the catalogue; expected the lower-case hex SHA-256 of one.`],
    ["warn", 400, "partner.example.org", expect.stringMatching(/^The Digest header says/)],
    ["warn", 401, undefined, expect.stringMatching(/^The request has no header/)],
    ["info", 200, undefined, undefined],
  ]);
});
