/** PROTOCOL 3.9: how our institutions call partners that accept nothing but a TLS client certificate. */
import { createHash } from "node:crypto";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { createOwnCertificates } from "../../../../src/app/keys/own-certificates.js";
import { toManifest } from "../../../../src/ewp/discovery/v6/mapping.js";
import { echoV2 } from "../../../../src/ewp/echo/v2/api.js";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import { heiId } from "../../../../src/kernel/ids.js";
import { startCaller, type TestCaller } from "../../../support/ewp/ewp-caller.js";
import { hostKeys, hostSpec, snapshotOf, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { answerSigned, type PartnerServer, startPartner } from "../../../support/ewp/partner-server.js";
import { unwrapKeyForTests } from "../../../support/openssl.js";
import { apiEntry, parts } from "../../../support/registry/catalogue-xml.js";
import { testTls } from "../../../support/servers/tls.js";

const ECHO_NS = "https://github.com/erasmus-without-paper/ewp-specs-api-echo/tree/stable-v2";
const [first, second, theirs, node2] = ["first.example.edu", "second.example.edu", "partner.example.org", "node.example.org"].map(testHost) as [ReturnType<typeof testHost>, ReturnType<typeof testHost>, ReturnType<typeof testHost>, ReturnType<typeof testHost>];
const ours = [first, second];
const certificates = createOwnCertificates(hostKeys(...ours));
const fingerprints = (id: string): string[] => certificates.publishedOf(id).map((der) => createHash("sha256").update(Buffer.from(der, "base64")).digest("hex"));
const security = (client: string, response = "<restls:tls/>"): string =>
  `<e:http-security><sec:client-auth-methods>${client}</sec:client-auth-methods><sec:server-auth-methods><srv:httpsig/></sec:server-auth-methods>
   <sec:response-encryption-methods>${response}</sec:response-encryption-methods></e:http-security>`;
const ONLY_CERTIFICATES = '<clitls:tlscert allows-self-signed="true"/>';

let partner: PartnerServer;
let node: TestNode;
let caller: TestCaller;
/** The same institutions without certificates. */
let bareCaller: TestCaller;
beforeAll(async () => {
  const tls = await testTls();
  partner = await startPartner(tls);
  const keys = [...ours, theirs, node2].flatMap(({ client, server }) => [client, server]);
  const nodeCatalogue = snapshotOf({ hosts: [...ours.map((host) => hostSpec(host, { certificates: fingerprints(host.heiId) })), hostSpec(node2)], keys });
  node = await startNode({ tls, served: [serveEchoV2], services: {}, hosts: [node2], catalogue: { current: () => nodeCatalogue }, clientCertificates: true });
  const entry = (url: string, http: string): string => apiEntry("echo", "2.0.0", http + parts({ url }));
  const host = (id: string, http: string) => ({ heiIds: [id], serverKeys: [theirs.server.fingerprint], entries: [entry(`${partner.url}/echo`, http)] });
  const snapshot = snapshotOf({
    keys,
    hosts: [
      hostSpec(node2, { entries: [entry(`${node.publicUrl}/ewp/${node2.heiId}/echo/v2`, security(ONLY_CERTIFICATES, "<resaes:ewp-rsa-aes128gcm/>"))] }),
      host("certificates.example.org", security(ONLY_CERTIFICATES)),
      host("authority.example.org", security('<clitls:tlscert allows-self-signed="false"/>')),
      host("both.example.org", security(`${ONLY_CERTIFICATES}<cli:httpsig/>`)),
    ],
  });
  const spec = { hosts: ours, catalogue: { current: () => snapshot }, extraCa: tls.ca, unwrapKey: unwrapKeyForTests() };
  caller = startCaller({ ...spec, certificates });
  bareCaller = startCaller(spec);
  partner.respond = answerSigned({ key: theirs.server, clock: caller.clock, body: `<response xmlns="${ECHO_NS}"><echo>a</echo></response>` });
});
afterAll(() => Promise.all([caller.close(), bareCaller.close(), node.close(), partner.close()]));
beforeEach(() => {
  partner.requests.length = 0;
});

const echo = (to: string, { from = first.heiId, by = caller } = {}) => by.calls.call({ from: heiId(from), to: heiId(to) }, echoV2, "url", { echos: ["a"] });
const shown = (at = 0): string | undefined => {
  const certificate = (partner.requests[at]?.message.socket as TLSSocket).getPeerX509Certificate();
  return certificate && createHash("sha256").update(certificate.raw).digest("hex");
};

test("such a partner is shown the certificate of the institution, and no signature", async () => {
  expect((await echo("certificates.example.org")).value.echos).toEqual(["a"]);
  expect(partner.requests[0]?.headers["authorization"]).toBeUndefined();
  expect(shown()).toBe(fingerprints(first.heiId)[0]);
});

test("institutions never share a connection", async () => {
  await echo("certificates.example.org", { from: first.heiId });
  await echo("certificates.example.org", { from: second.heiId });
  await echo("certificates.example.org", { from: first.heiId });
  const [one, two] = [fingerprints(first.heiId)[0], fingerprints(second.heiId)[0]];
  expect([shown(0), shown(1), shown(2)]).toEqual([one, two, one]);
  expect(one).not.toBe(two);
});

test("nobody else is shown a certificate, even who asks for one", async () => {
  await echo("both.example.org");
  expect(shown()).toBeUndefined();
  expect(partner.requests[0]?.headers["authorization"]).toMatch(/^Signature /);
});

test.each([
  ["that wants a certificate of an authority", () => echo("authority.example.org")],
  ["that wants one while we have none", () => echo("certificates.example.org", { by: bareCaller })],
])("a partner %s is not called", async (_, call) => {
  await expect(call()).rejects.toMatchObject({ reason: "The partner's API echo 2 takes no way of authentication and encryption that this node has.", retry: false });
  expect(partner.requests).toEqual([]);
});

test("our own node knows it, and encrypts the answer for the key that we name", async () => {
  expect((await echo(node2.heiId, { from: second.heiId })).value).toEqual({ heiIds: ["second.example.edu"], echos: ["a"] });
  expect(caller.kept.at(-1)?.requestHeaders["accept-response-encryption-key"]).toBe(second.client.der.toString("base64"));
  expect(caller.kept.at(-1)?.responseHeaders?.["content-encoding"]).toBe("ewp-rsa-aes128gcm");
});

test("the manifest publishes one for each client key", () => {
  const institution = { heiId: heiId(first.heiId), names: [], otherIds: [], adminEmails: [] };
  const published = { publishedClientKeys: [], publishedServerKeys: [], certificates: certificates.publishedOf(first.heiId) };
  const { host } = toManifest(institution, published, { publicUrl: "https://ewp.example.edu", adminProvider: "Test", apis: [] });
  expect(host?.clientCredentialsInUse?.certificates).toEqual(certificates.publishedOf(first.heiId));
  expect(certificates.publishedOf(first.heiId)).toHaveLength(1);
  expect(certificates.publishedOf("nobody.example.org")).toEqual([]);
});
