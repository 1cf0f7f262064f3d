/** PROTOCOL 3.6, 3.7: what our client does where a partner takes nothing but encryption; against a partner of foreign make, and against our own node. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../../src/domain/partner-failure.js";
import { echoV2 } from "../../../../src/ewp/echo/v2/api.js";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import { heiId } from "../../../../src/kernel/ids.js";
import { decryptedByHand, encryptedByHand } from "../../../support/ewp/encryption-by-hand.js";
import { startCaller, type TestCaller } from "../../../support/ewp/ewp-caller.js";
import { hostSpec, snapshotOf, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { answerSigned, type PartnerServer, startPartner } from "../../../support/ewp/partner-server.js";
import { digestOf } from "../../../support/ewp/signed-client.js";
import { unwrapKeyForTests } from "../../../support/openssl.js";
import { apiEntry, parts, testKey } from "../../../support/registry/catalogue-xml.js";
import { testTls } from "../../../support/servers/tls.js";

const CODING = "ewp-rsa-aes128gcm";
const ECHO_NS = "https://github.com/erasmus-without-paper/ewp-specs-api-echo/tree/stable-v2";
const [ours, theirs, node2] = [testHost("uni.example.edu"), testHost("partner.example.org"), testHost("second.example.org")];
const unwrapKey = unwrapKeyForTests();
const security = (request: string, response: string): string =>
  `<e:http-security><sec:client-auth-methods><cli:httpsig/></sec:client-auth-methods><sec:server-auth-methods><srv:httpsig/></sec:server-auth-methods>
   <sec:request-encryption-methods>${request}</sec:request-encryption-methods><sec:response-encryption-methods>${response}</sec:response-encryption-methods></e:http-security>`;
const [TLS, AES] = [["<reqtls:tls/>", "<restls:tls/>"], [`<reqaes:${CODING}/>`, `<resaes:${CODING}/>`]] as const;

let partner: PartnerServer;
let node: TestNode;
let caller: TestCaller;
/** Ours on a runtime that cannot decrypt. */
let plainCaller: TestCaller;
beforeAll(async () => {
  const tls = await testTls();
  partner = await startPartner(tls);
  const keys = [ours, theirs, node2].flatMap(({ client, server }) => [client, server]);
  const nodeCatalogue = snapshotOf({ hosts: [hostSpec(ours), hostSpec(node2)], keys });
  node = await startNode({ tls, served: [serveEchoV2], services: {}, hosts: [node2], catalogue: { current: () => nodeCatalogue }, unwrapKey });
  const entry = (url: string, request: string, response: string): string => apiEntry("echo", "2.0.0", security(request, response) + parts({ url }));
  const host = (id: string, request: string, response: string, serverKeys = [theirs.server.fingerprint]) =>
    ({ heiIds: [id], serverKeys, entries: [entry(`${partner.url}/echo`, request, response)] });
  const snapshot = snapshotOf({
    keys,
    hosts: [
      hostSpec(ours),
      hostSpec(node2, { entries: [entry(`${node.publicUrl}/ewp/${node2.heiId}/echo/v2`, AES[0], AES[1])] }),
      host("both.example.org", AES[0], AES[1]),
      host("request.example.org", AES[0], TLS[1]),
      host("response.example.org", TLS[0], AES[1]),
      host("offers.example.org", TLS[0] + AES[0], TLS[1] + AES[1]),
      host("keyless.example.org", AES[0], TLS[1], []),
    ],
  });
  const spec = { hosts: [ours], catalogue: { current: () => snapshot }, extraCa: tls.ca };
  caller = startCaller({ ...spec, unwrapKey });
  plainCaller = startCaller(spec);
});
afterAll(() => Promise.all([caller.close(), plainCaller.close(), node.close(), partner.close()]));
beforeEach(() => {
  partner.requests.length = 0;
  caller.kept.length = 0;
});

const echo = (to: string, by = caller) => by.calls.call({ from: heiId(ours.heiId), to: heiId(to) }, echoV2, "url", { echos: ["a", "é&"] });
const document = `<response xmlns="${ECHO_NS}"><echo>a</echo></response>`;
const answering = (body: string | Buffer, headers: Record<string, string> = {}, status = 200): void => {
  partner.respond = answerSigned({ key: theirs.server, clock: caller.clock, body, headers, status });
};
const failure = async (attempt: Promise<unknown>): Promise<string> => {
  const error = await attempt.then(() => new Error("no failure"), (reason: unknown) => reason);
  if (!(error instanceof PartnerFailure)) throw error;
  return error.reason;
};
const refused = async (to: string, reason: string, by = caller): Promise<void> => expect(await failure(echo(to, by))).toBe(reason);

describe("a partner that takes nothing else", () => {
  test("gets the form encrypted for its server key, with the digest of what was sent", async () => {
    answering(document);
    expect((await echo("request.example.org")).value.echos).toEqual(["a"]);
    const [request] = partner.requests;
    expect(request).toMatchObject({ method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", "content-encoding": CODING } });
    expect(request?.headers["accept-encoding"]).toBeUndefined();
    const sent = Buffer.from(caller.kept[0]!.requestBody);
    expect(request?.headers["digest"]).toBe(digestOf(sent));
    expect(decryptedByHand(theirs.server, sent).toString()).toBe("echo=a&echo=%C3%A9%26");
    expect(/headers="([^"]*)"/.exec(request?.headers["authorization"] ?? "")?.[1]).toContain("content-encoding");
  });
  test("is asked to encrypt its answer, and is understood", async () => {
    const body = encryptedByHand(ours.client, document);
    answering(body, { "content-encoding": "EWP-rsa-aes128gcm" });
    const answer = await echo("response.example.org");
    expect([answer.value.echos, answer.quirks]).toEqual([["a"], []]);
    expect(partner.requests[0]).toMatchObject({ method: "GET", headers: { "accept-encoding": CODING } });
    expect(Buffer.compare(caller.kept[0]!.responseBody!, body)).toBe(0);
  });
  test("explains its refusals encrypted as well", async () => {
    answering(encryptedByHand(ours.client, '<error-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd"><developer-message>Not today.</developer-message></error-response>'), { "content-encoding": CODING }, 400);
    const error = await echo("both.example.org").catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 400, serverMessage: "Not today." });
  });
  test("and answers plainly nevertheless has a quirk", async () => {
    answering(document);
    expect((await echo("response.example.org")).quirks).toEqual(["unencrypted-answer"]);
  });
});

describe("refused", () => {
  test.each([
    ["for another key", () => encryptedByHand(testKey(), document)],
    ["cut", () => encryptedByHand(ours.client, document).subarray(0, -1)],
    ["not at all", () => Buffer.from(document)],
  ])("an answer encrypted %s", async (_, body) => {
    answering(body(), { "content-encoding": CODING });
    await refused("both.example.org", "The partner's answer cannot be decrypted with our client key.");
  });
  test("an encrypted answer that nobody asked for, or that is packed besides", async () => {
    answering(encryptedByHand(ours.client, document), { "content-encoding": CODING });
    await refused("offers.example.org", "The partner's answer has a content coding that was not asked for.");
    answering(encryptedByHand(ours.client, document), { "content-encoding": `gzip, ${CODING}` });
    await refused("both.example.org", "The partner's answer has a content coding that was not asked for.");
  });
  test("calls that cannot be protected as the partner wants", async () => {
    const reason = "The partner's API echo 2 takes no way of authentication and encryption that this node has.";
    await refused("keyless.example.org", reason);
    await refused("response.example.org", reason, plainCaller);
    await refused("both.example.org", reason, plainCaller);
    expect(partner.requests).toEqual([]);
  });
});

test("TLS is enough where the partner says so", async () => {
  answering(document);
  await echo("offers.example.org");
  expect(partner.requests[0]).toMatchObject({ method: "GET" });
  expect(Object.keys(partner.requests[0]!.headers)).not.toContain("accept-encoding");
});
test("a runtime that cannot decrypt can still encrypt its requests", async () => {
  answering(document);
  expect((await echo("request.example.org", plainCaller)).value.echos).toEqual(["a"]);
});
test("our client and our node understand each other, encrypted both ways", async () => {
  expect((await echo(node2.heiId)).value).toEqual({ heiIds: [ours.heiId], echos: ["a", "é&"] });
  const [exchange] = caller.kept;
  expect([exchange?.requestHeaders["content-encoding"], exchange?.responseHeaders?.["content-encoding"]]).toEqual([CODING, CODING]);
  expect(Buffer.from(exchange!.responseBody!).includes("echo")).toBe(false);
});
