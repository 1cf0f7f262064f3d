/** PROTOCOL 7 rows 11, 23 to 26, 31, 32, 45, 47, 103 and 8 row 20: our client against partners of foreign make, good and bad. */
import { describe, expect, test } from "@jest/globals";
import { createPublicKey, verify } from "node:crypto";
import { echoV2Client } from "../../../../src/ewp/echo/v2/client.js";
import { heiId, iiaId } from "../../../../src/kernel/ids.js";
import { testKey } from "../../../support/registry/catalogue-xml.js";
import { callStage, ECHO_NS, echoXml, failure, other, ours, parties } from "../../../support/ewp/call-stage.js";
import type { PartnerServer, SignedAnswer } from "../../../support/ewp/partner-server.js";
import { probeV1 } from "../../../support/ewp/probe-api.js";
import { digestOf } from "../../../support/ewp/signed-client.js";

const { stage, answer, echo, fails } = callStage();
const fresh = testKey();

describe("requests", () => {
  test("rows 23, 24, 25: digest of the empty body, everything signed, the published key", async () => {
    answer();
    await echo();
    const [{ method, target, headers }] = stage.partner.requests as [PartnerServer["requests"][0]];
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
    await stage.caller.calls.call(parties, probeV1, "notify", { id: iiaId("a/b") });
    const [{ method, headers, body, target }] = stage.partner.requests as [PartnerServer["requests"][0]];
    expect([method, target, body, headers["content-type"]]).toEqual(["POST", "/notify", "probe_id=a%2Fb", "application/x-www-form-urlencoded"]);
    expect(headers["digest"]).toBe(digestOf(body));
    expect(headers["authorization"]).toMatch(/headers="[^"]*\bcontent-type\b/);
  });
  test("row 26: every request has its own id", async () => {
    answer();
    for (let i = 0; i < 50; i += 1) await echo();
    expect(new Set(stage.partner.requests.map(({ headers }) => headers["x-request-id"])).size).toBe(50);
  });
  test("row 47: the offset of a moment never is a bare plus", async () => {
    answer();
    await stage.caller.calls.call(parties, probeV1, "get", { heiId: parties.to, modifiedSince: new Date("2024-01-01T00:00:00+01:00") });
    expect(stage.partner.requests[0]?.target).toBe("/get?hei_id=partner.example.org&modified_since=2023-12-31T23%3A00%3A00.000Z");
  });
  test("row 45: requests are split by the published maximum; one id goes by GET, several by POST", async () => {
    answer();
    const ids = Array.from({ length: 7 }, (_, at) => iiaId(`id-${at}`));
    const exchangeIds = [];
    for await (const { exchangeId } of stage.caller.calls.callInBatches(parties, probeV1, "get", { heiId: parties.to, ids })) exchangeIds.push(exchangeId);
    expect(stage.partner.requests.map(({ method, target, body }) => [method, target, new URLSearchParams(body).getAll("probe_id").length])).toEqual([
      ["POST", "/get", 3], ["POST", "/get", 3], ["GET", "/get?hei_id=partner.example.org&probe_id=id-6", 0],
    ]);
    expect(new Set(exchangeIds).size).toBe(3);
  });
  test("row 45: without a published maximum one id at a time", async () => {
    answer();
    const ids = Array.from({ length: 7 }, (_, at) => iiaId(`id-${at}`));
    let answers = 0;
    for await (const one of stage.caller.calls.callInBatches({ ...parties, to: heiId("no-limit.example.org") }, probeV1, "get", { heiId: parties.to, ids })) answers += one.value.echos.length;
    expect([answers, stage.partner.requests.length]).toEqual([7, 7]);
  });
  test("more than the partner takes at once is our mistake", async () => {
    const ids = Array.from({ length: 4 }, (_, at) => iiaId(`id-${at}`));
    await expect(stage.caller.calls.call(parties, probeV1, "get", { heiId: parties.to, ids })).rejects.toThrow(new RangeError("4 values of probe_id are more than the 3 that the partner takes at once"));
    expect(stage.partner.requests).toEqual([]);
  });
});

describe("answers that are good", () => {
  test("the value, the bytes, and the exchange kept before", async () => {
    answer();
    const { value, body, exchangeId, quirks } = await echo();
    expect([value, Buffer.from(body).toString(), quirks]).toEqual([{ heiIds: [], echos: ["a"] }, echoXml("a"), []]);
    expect(stage.caller.kept).toEqual([expect.objectContaining({
      id: exchangeId, direction: "out", heiId: parties.from, partnerHeiId: parties.to, api: "echo", endpoint: "", method: "GET", url: `${stage.partner.url}/echo?echo=a`,
      status: 200, responseBody: body, requestId: stage.partner.requests[0]?.headers["x-request-id"], quirks: [],
    })]);
    expect(stage.caller.kept[0]?.requestHeaders["authorization"]).toBe(stage.partner.requests[0]?.headers["authorization"]);
  });
  test("the echo client", async () => {
    answer({ body: echoXml("x", "y") });
    expect(await echoV2Client(stage.caller.calls).echo(parties, ["x", "y"])).toEqual({ heiIds: [], echos: ["x", "y"] });
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
    expect((await stage.caller.calls.call(parties, probeV1, "file", { id: "7" })).value).toEqual({ mediaType: "application/pdf", bytes: Buffer.from("%PDF") });
  });
  test.each([
    ["wrong-namespace", { body: echoXml("a").replace("stable-v2", "stable-v1") }],
    ["wrong-media-type", { headers: { "content-type": "text/plain" } }],
    ["wrong-media-type", { headers: { "content-type": undefined } }],
    ["wrong-media-type", { names: ["date", "digest", "x-request-id", "x-request-signature"] }],
  ])("8 row 20: %s is tolerated, named and counted", async (quirk, spec: Partial<SignedAnswer>) => {
    answer(spec);
    expect(await echo()).toMatchObject({ value: { echos: ["a"] }, quirks: [quirk] });
    expect(stage.caller.kept[0]?.quirks).toEqual([quirk]);
    expect(stage.caller.lines.at(-1)).toEqual({ level: "warn", message: "partner quirk", facts: { quirk, partner: "partner.example.org", api: "echo", endpoint: "" } });
  });
  test("a partner that declares only TLS need not sign, but what it signs has to be right", async () => {
    stage.partner.respond = (_, response) => void response.writeHead(200, { "content-type": "text/xml" }).end(echoXml("a"));
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
    stage.caller.kept.length = 0;
    answer({ key: fresh });
    await untrusted("The keyId of the response is no server key of the host that was called. If the partner changed its keys, this passes as soon as the catalogue has the new ones.", true);
  });
});

describe("nobody to call", () => {
  test("no catalogue: our own trouble", async () => {
    stage.hasCatalogue = false;
    expect(await failure(echo())).toMatchObject({ reason: "This node has no catalogue of the network at the moment.", retry: true });
    stage.hasCatalogue = true;
  });
  test("no such API", async () => expect(await failure(echo("other.example.org"))).toMatchObject({ reason: "The partner's system is not in the network's catalogue at the moment.", retry: true }));
  test("no HTTP signatures", async () =>
    expect(await failure(echo("old.example.org"))).toMatchObject({ reason: "The partner's API echo 2 takes no way of authentication and encryption that this node has.", retry: false }));
  test("no such endpoint", async () =>
    expect(await failure(stage.caller.calls.call(parties, probeV1, "stats", {}))).toMatchObject({ reason: "The partner's API probes 1 has no stats-url in the catalogue.", retry: false }));
});
