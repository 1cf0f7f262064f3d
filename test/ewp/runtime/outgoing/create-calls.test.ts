/** PROTOCOL 7 rows 11, 23 to 26, 31, 32, 45, 47, 103 and 8 row 20: our client against partners of foreign make, good and bad. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createPublicKey, verify } from "node:crypto";
import { PartnerFailure } from "../../../../src/domain/partner-failure.js";
import { echoV2 } from "../../../../src/ewp/echo/v2/api.js";
import { echoV2Client } from "../../../../src/ewp/echo/v2/client.js";
import { heiId, iiaId } from "../../../../src/kernel/ids.js";
import { apiEntry, httpSecurity, parts, testKey } from "../../../support/registry/catalogue-xml.js";
import { hostSpec, snapshotOf, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startCaller, type TestCaller } from "../../../support/ewp/ewp-caller.js";
import { answerSigned, type PartnerServer, type SignedAnswer, startPartner } from "../../../support/ewp/partner-server.js";
import { probeV1 } from "../../../support/ewp/probe-api.js";
import { digestOf } from "../../../support/ewp/signed-client.js";
import { testTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const theirs = testHost("partner.example.org");
const other = testHost("other.example.org");
const fresh = testKey();
const parties = { from: heiId("uni.example.edu"), to: heiId("partner.example.org") };
const ECHO_NS = "https://github.com/erasmus-without-paper/ewp-specs-api-echo/tree/stable-v2";
const echoXml = (...values: readonly string[]): string => `<r:response xmlns:r="${ECHO_NS}">${values.map((value) => `<r:echo>${value}</r:echo>`).join("")}</r:response>`;

let partner: PartnerServer;
let caller: TestCaller;
let hasCatalogue = true;

beforeAll(async () => {
  const tls = await testTls();
  partner = await startPartner(tls);
  const { url } = partner;
  const probe = (limits: Record<string, number>, version = "1.0.0") =>
    apiEntry("probes", version, httpSecurity() + parts({ "get-url": `${url}/get`, "notify-url": `${url}/notify`, "file-url": `${url}/file`, ...limits }))
      .replaceAll("ewp-specs-api-probes", "ewp-specs-api-probe");
  const entryOf = (heiIds: readonly string[], entries: readonly string[]) => ({ heiIds, entries, serverKeys: [theirs.server.fingerprint] });
  const snapshot = snapshotOf({
    hosts: [
      hostSpec(ours),
      hostSpec(theirs, { entries: [apiEntry("echo", "2.0.0", httpSecurity() + parts({ url: `${url}/echo` })), probe({ "max-probe-ids": 3 })] }),
      hostSpec(other),
      entryOf(["no-limit.example.org"], [probe({})]),
      entryOf(["tls-only.example.org"], [apiEntry("echo", "2.0.0", httpSecurity().replace("<srv:httpsig/>", "") + parts({ url: `${url}/echo` }))]),
      entryOf(["old.example.org"], [apiEntry("echo", "2.0.0", parts({ url: `${url}/echo` }))]),
    ],
    keys: [ours, theirs, other].flatMap(({ client, server }) => [client, server]),
  });
  caller = startCaller({ hosts: [ours], catalogue: { current: () => (hasCatalogue ? snapshot : undefined) }, extraCa: tls.ca });
});
afterAll(async () => {
  await caller.close();
  await partner.close();
});
beforeEach(() => {
  partner.requests.length = 0;
  caller.kept.length = 0;
});

const answer = (spec: Partial<SignedAnswer> = {}): void => {
  partner.respond = answerSigned({ key: theirs.server, clock: caller.clock, body: echoXml("a"), ...spec });
};
const echo = (to: string = parties.to) => caller.calls.call({ ...parties, to: heiId(to) }, echoV2, "url", { echos: ["a"] });
const failure = async (attempt: Promise<unknown>): Promise<PartnerFailure> => {
  const error = await attempt.then(() => new Error("no failure"), (reason: unknown) => reason);
  if (!(error instanceof PartnerFailure)) throw error;
  return error;
};
const fails = async (reason: string, retry: boolean, status?: number): Promise<PartnerFailure> => {
  const error = await failure(echo());
  expect({ reason: error.reason, retry: error.retry, status: error.status }).toEqual({ reason, retry, status });
  // Every attempt is kept, with what came and what was wrong.
  expect(caller.kept).toHaveLength(1);
  expect(caller.kept[0]).toMatchObject({ id: error.exchangeId, direction: "out", partnerHeiId: parties.to, problem: expect.stringContaining(reason) });
  return error;
};

describe("requests", () => {
  test("rows 23, 24, 25: digest of the empty body, everything signed, the published key", async () => {
    answer();
    await echo();
    const [{ method, target, headers }] = partner.requests as [PartnerServer["requests"][0]];
    expect([method, target]).toEqual(["GET", "/echo?echo=a"]);
    expect(headers["digest"]).toBe("SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    const [, keyId, names = "", signature = ""] = /^Signature keyId="([^"]*)",algorithm="rsa-sha256",headers="([^"]*)",signature="([^"]*)"$/.exec(headers["authorization"] ?? "") ?? [];
    expect(keyId).toBe(ours.client.fingerprint);
    expect(names.split(" ").sort()).toEqual(["(request-target)", "accept-signature", "date", "digest", "host", "x-request-id"]);
    const text = names.split(" ").map((name) => `${name}: ${name === "(request-target)" ? `get ${target}` : headers[name]}`).join("\n");
    const key = createPublicKey({ key: ours.client.der, format: "der", type: "spki" });
    expect(verify("sha256", Buffer.from(text), key, Buffer.from(signature, "base64"))).toBe(true);
  });
  test("row 24: a form's content type is signed too, and the body has its digest", async () => {
    answer();
    await caller.calls.call(parties, probeV1, "notify", { id: iiaId("a/b") });
    const [{ method, headers, body, target }] = partner.requests as [PartnerServer["requests"][0]];
    expect([method, target, body, headers["content-type"]]).toEqual(["POST", "/notify", "probe_id=a%2Fb", "application/x-www-form-urlencoded"]);
    expect(headers["digest"]).toBe(digestOf(body));
    expect(headers["authorization"]).toMatch(/headers="[^"]*\bcontent-type\b/);
  });
  test("row 26: every request has its own id", async () => {
    answer();
    for (let i = 0; i < 50; i += 1) await echo();
    expect(new Set(partner.requests.map(({ headers }) => headers["x-request-id"])).size).toBe(50);
  });
  test("row 47: the offset of a moment never is a bare plus", async () => {
    answer();
    await caller.calls.call(parties, probeV1, "get", { heiId: parties.to, modifiedSince: new Date("2024-01-01T00:00:00+01:00") });
    expect(partner.requests[0]?.target).toBe("/get?hei_id=partner.example.org&modified_since=2023-12-31T23%3A00%3A00.000Z");
  });
  test("row 45: requests are split by the published maximum; one id goes by GET, several by POST", async () => {
    answer();
    const ids = Array.from({ length: 7 }, (_, at) => iiaId(`id-${at}`));
    const exchangeIds = [];
    for await (const { exchangeId } of caller.calls.callInBatches(parties, probeV1, "get", { heiId: parties.to, ids })) exchangeIds.push(exchangeId);
    expect(partner.requests.map(({ method, target, body }) => [method, target, new URLSearchParams(body).getAll("probe_id").length])).toEqual([
      ["POST", "/get", 3], ["POST", "/get", 3], ["GET", "/get?hei_id=partner.example.org&probe_id=id-6", 0],
    ]);
    expect(new Set(exchangeIds).size).toBe(3);
  });
  test("row 45: without a published maximum one id at a time", async () => {
    answer();
    const ids = Array.from({ length: 7 }, (_, at) => iiaId(`id-${at}`));
    let answers = 0;
    for await (const one of caller.calls.callInBatches({ ...parties, to: heiId("no-limit.example.org") }, probeV1, "get", { heiId: parties.to, ids })) answers += one.value.echos.length;
    expect([answers, partner.requests.length]).toEqual([7, 7]);
  });
  test("more than the partner takes at once is our mistake", async () => {
    const ids = Array.from({ length: 4 }, (_, at) => iiaId(`id-${at}`));
    await expect(caller.calls.call(parties, probeV1, "get", { heiId: parties.to, ids })).rejects.toThrow(new RangeError("4 values of probe_id are more than the 3 that the partner takes at once"));
    expect(partner.requests).toEqual([]);
  });
});

describe("answers that are good", () => {
  test("the value, the bytes, and the exchange kept before", async () => {
    answer();
    const { value, body, exchangeId, quirks } = await echo();
    expect([value, Buffer.from(body).toString(), quirks]).toEqual([{ heiIds: [], echos: ["a"] }, echoXml("a"), []]);
    expect(caller.kept).toEqual([expect.objectContaining({
      id: exchangeId, direction: "out", heiId: parties.from, partnerHeiId: parties.to, api: "echo", endpoint: "", method: "GET", url: `${partner.url}/echo?echo=a`,
      status: 200, responseBody: body, requestId: partner.requests[0]?.headers["x-request-id"], quirks: [],
    })]);
    expect(caller.kept[0]?.requestHeaders["authorization"]).toBe(partner.requests[0]?.headers["authorization"]);
  });
  test("the echo client", async () => {
    answer({ body: echoXml("x", "y") });
    expect(await echoV2Client(caller.calls).echo(parties, ["x", "y"])).toEqual({ heiIds: [], echos: ["x", "y"] });
  });
  test("row 32: (request-target) in the signature of an answer means our request", async () => {
    answer({ names: ["(request-target)", "date", "digest", "content-type", "x-request-id", "x-request-signature"] });
    expect((await echo()).value.echos).toEqual(["a"]);
  });
  test("row 103: unknown elements and attributes are skipped", async () => {
    answer({ body: `<response xmlns="${ECHO_NS}" new="1"><later xmlns="urn:x"><echo>no</echo></later><echo>a</echo><newer/></response>` });
    expect((await echo()).value.echos).toEqual(["a"]);
  });
  test("files come with the media type that was signed", async () => {
    answer({ body: "%PDF", headers: { "content-type": "application/pdf" } });
    expect((await caller.calls.call(parties, probeV1, "file", { id: "7" })).value).toEqual({ mediaType: "application/pdf", bytes: Buffer.from("%PDF") });
  });
  test.each([
    ["wrong-namespace", { body: echoXml("a").replace("stable-v2", "stable-v1") }],
    ["wrong-media-type", { headers: { "content-type": "text/plain" } }],
    ["wrong-media-type", { headers: { "content-type": undefined } }],
    ["wrong-media-type", { names: ["date", "digest", "x-request-id", "x-request-signature"] }],
  ])("8 row 20: %s is tolerated, named and counted", async (quirk, spec: Partial<SignedAnswer>) => {
    answer(spec);
    expect(await echo()).toMatchObject({ value: { echos: ["a"] }, quirks: [quirk] });
    expect(caller.kept[0]?.quirks).toEqual([quirk]);
    expect(caller.lines.at(-1)).toEqual({ level: "warn", message: "partner quirk", facts: { quirk, partner: "partner.example.org", api: "echo", endpoint: "" } });
  });
  test("a partner that declares only TLS need not sign, but what it signs has to be right", async () => {
    partner.respond = (_, response) => void response.writeHead(200, { "content-type": "text/xml" }).end(echoXml("a"));
    expect(await echo("tls-only.example.org")).toMatchObject({ value: { echos: ["a"] }, quirks: ["unsigned-answer"] });
    answer({ sentBody: echoXml("b") });
    expect((await failure(echo("tls-only.example.org"))).reason).toMatch(/^The partner's answer cannot be trusted: The Digest header says/);
  });
});

describe("answers that cannot be trusted (row 31)", () => {
  const untrusted = (why: string, retry = false) => fails(`The partner's answer cannot be trusted: ${why}${retry ? "" : " Its technicians have to repair this."}`, retry, 200);
  test("no signature", async () => {
    answer({ tamper: () => "" });
    await untrusted("The response has no Signature header.");
  });
  test("a broken signature", async () => {
    answer({ tamper: (text) => text.replace(/signature="(.)/, (_, first: string) => `signature="${first === "A" ? "B" : "A"}`) });
    await untrusted("The signature of the response is not valid for its headers.");
  });
  test("a wrong digest", async () => {
    answer({ sentBody: echoXml("b") });
    expect((await failure(echo())).reason).toMatch(/^The partner's answer cannot be trusted: The Digest header says SHA-256=/);
  });
  test.each([
    ["x-request-id", undefined, "X-Request-Id is absent from the response."],
    ["x-request-id", "dc05b425-4e86-4106-8dde-1257fccf53e5", "X-Request-Id is not the one of the request."],
    ["x-request-signature", undefined, "X-Request-Signature is absent from the response."],
    ["x-request-signature", "AAAA", "X-Request-Signature is not the one of the request."],
    ["digest", undefined, "The signature does not cover digest."],
    ["date", "Sun, 01 Mar 2026 09:00:00 +0100", 'Date "Sun, 01 Mar 2026 09:00:00 +0100" is no RFC 1123 date; expected a form like "Sun, 05 Jan 2014 21:31:40 GMT".'],
  ])("%s: %s", async (name, value, why) => {
    answer({ headers: { [name]: value } });
    await untrusted(why);
  });
  test("row 11: a server key of another host; our copy of the catalogue may be old, so it is tried again", async () => {
    answer({ key: other.server });
    await untrusted("The keyId of the response is no server key of the host that was called. If the partner changed its keys, this passes as soon as the catalogue has the new ones.", true);
    caller.kept.length = 0;
    answer({ key: fresh });
    await untrusted("The keyId of the response is no server key of the host that was called. If the partner changed its keys, this passes as soon as the catalogue has the new ones.", true);
  });
});

describe("answers that are none", () => {
  const unsigned = (status: number, body: string, headers: Record<string, string> = {}): void => {
    partner.respond = (_, response) => void response.writeHead(status, headers).end(body);
  };
  test("an error-response: their words, and 4xx is not tried again", async () => {
    const text = `No <such> id. ${"x".repeat(2000)}`;
    answer({ status: 400, body: `<error-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd"><developer-message>${text.replace("<", "&lt;")}</developer-message></error-response>` });
    const { serverMessage } = await fails("The partner refused the request: it answered 400.", false, 400);
    expect(serverMessage).toBe(text.slice(0, 1024));
  });
  test("5xx is tried again, whatever it looks like", async () => {
    unsigned(502, "<html><body>Bad gateway</body></html>", { "content-type": "text/html" });
    expect((await fails("The partner's server has a problem: it answered 502 with a web page, probably that of a proxy in front of it. Its technicians have to look if it stays so.", true, 502)).serverMessage).toBeUndefined();
  });
  test.each([301, 302, 307])("redirect %i is not followed", async (status) => {
    unsigned(status, "", { location: `${partner.url}/echo` });
    await fails(`The partner answered with a redirect (${status}), which is not followed.`, false, status);
    expect(partner.requests).toHaveLength(1);
  });
  test("204", async () => {
    unsigned(204, "");
    await fails("The partner answered 204 where the protocol has only 200.", false, 204);
  });
  test.each([
    ["garbage", "\u0000\u0001", {}, "The partner's answer is no acceptable XML: refused in line 1. Its technicians have to repair this."],
    ["nothing", "", {}, "The partner's answer is no acceptable XML: refused in line 1. Its technicians have to repair this."],
    ["a web page", "<html><body>Welcome<br></body></html>", { "content-type": "text/html" }, "The partner answered with a web page instead of an XML document."],
    ["a DTD", `<!DOCTYPE response [<!ENTITY a "b">]>${echoXml("&a;")}`, {}, "The partner's answer is no acceptable XML: refused in line 1. Its technicians have to repair this."],
    ["another document", "<catalogue/>", {}, "The partner's answer is no valid response: /catalogue: expected the root element response. Its technicians have to repair this."],
    ["deep XML", "<a>".repeat(10_000), {}, "The partner's answer is no acceptable XML. Its technicians have to repair this."],
    ["an unwanted coding", echoXml("a"), { "content-encoding": "gzip" }, "The partner's answer has a content coding that was not asked for."],
  ])("200 with %s is not tried again", async (_, body, headers: Record<string, string>, reason) => {
    answer({ body, headers });
    await fails(reason, false, 200);
  });
  test("an endless body is cut off", async () => {
    partner.respond = (_, response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write("x".repeat(10_000), more));
      more();
    };
    await fails("The partner's answer is larger than 100000 bytes.", false);
  });
  test("a body that drips", async () => {
    partner.respond = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 100);
      response.on("close", () => clearInterval(drip));
    };
    await fails(`The partner's server 127.0.0.1:${partner.port} did not end its answer in time (AbortError).`, true);
  });
  test("no answer in time", async () => {
    partner.respond = () => undefined;
    await fails(`The partner's server 127.0.0.1:${partner.port} did not begin to answer in time (UND_ERR_HEADERS_TIMEOUT).`, true);
  });
  test("headers that drip", async () => {
    partner.respond = ({ message: { socket } }) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => socket.write("x-more: y\r\n"), 100);
      socket.on("close", () => clearInterval(drip));
    };
    await fails(`The partner's server 127.0.0.1:${partner.port} did not begin to answer in time (UND_ERR_HEADERS_TIMEOUT).`, true);
  });
  test("the connection is closed", async () => {
    partner.respond = ({ message }) => void message.socket.destroy();
    await fails(`The partner's server 127.0.0.1:${partner.port} ended the connection before its answer was complete (UND_ERR_SOCKET).`, true);
  });
  test("the body is cut off", async () => {
    partner.respond = ({ message }, response) => {
      response.writeHead(200, { "content-length": "100" }).write("x", () => message.socket.destroy());
    };
    await fails(`The partner's server 127.0.0.1:${partner.port} ended the connection before its answer was complete (UND_ERR_SOCKET).`, true);
  });
  test("no HTTP", async () => {
    partner.respond = ({ message }) => void message.socket.end("SSH-2.0-OpenSSH\r\n\r\n");
    await fails(`The partner's server 127.0.0.1:${partner.port} answered with something that is no HTTP (HTTPParserError).`, false);
  });
  test("headers without end", async () => {
    unsigned(200, "", { "x-bomb": "x".repeat(20_000) });
    await fails(`The partner's server 127.0.0.1:${partner.port} answered with headers that are too large (UND_ERR_HEADERS_OVERFLOW).`, false);
  });
});

describe("nobody to call", () => {
  test("no catalogue: our own trouble", async () => {
    hasCatalogue = false;
    expect(await failure(echo())).toMatchObject({ reason: "This node has no catalogue of the network at the moment.", retry: true });
    hasCatalogue = true;
  });
  test("no such API", async () => expect(await failure(echo("other.example.org"))).toMatchObject({ reason: "The partner's system is not in the network's catalogue at the moment.", retry: true }));
  test("no HTTP signatures", async () =>
    expect(await failure(echo("old.example.org"))).toMatchObject({ reason: "The partner's API echo 2 takes no way of authentication and encryption that this node has.", retry: false }));
  test("no such endpoint", async () =>
    expect(await failure(caller.calls.call(parties, probeV1, "stats", {}))).toMatchObject({ reason: "The partner's API probes 1 has no stats-url in the catalogue.", retry: false }));
});
