/** PROTOCOL 3.9 over real TLS: who calls by a certificate of the catalogue, and who does not. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import type { Snapshot } from "../../../../src/registry/model.js";
import { decryptedByHand } from "../../../support/ewp/encryption-by-hand.js";
import { hostSpec, snapshotOf, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { serveOpenProbeV1 } from "../../../support/ewp/probe-api.js";
import { developerMessage, type ForeignAnswer, type ForeignRequest, send, signatureFaults } from "../../../support/ewp/signed-client.js";
import { steeredClock } from "../../../support/fixed-ports.js";
import { testClientCertificate } from "../../../support/servers/client-certificate.js";
import { testTls } from "../../../support/servers/tls.js";

const ECHO = "/ewp/uni.example.edu/echo/v2";
const OPEN = "/ewp/uni.example.edu/open-probe/v1";
const clock = steeredClock();
const day = (offset: number): Date => new Date(clock.now().getTime() + offset * 86_400_000);
const period = { notBefore: day(-1), notAfter: day(1) };
const [ours, partner, other, nobody] = ["uni.example.edu", "partner.example.org", "other.example.org", "nobody.example.org"].map(testHost) as [ReturnType<typeof testHost>, ReturnType<typeof testHost>, ReturnType<typeof testHost>, ReturnType<typeof testHost>];
const certificates = {
  partner: testClientCertificate({ commonName: "partner.example.org", ...period }),
  other: testClientCertificate({ commonName: "other.example.org", ...period }),
  provider: testClientCertificate({ commonName: "provider of both", ...period }),
  covering: testClientCertificate({ commonName: "covers nobody", ...period }),
  expired: testClientCertificate({ notBefore: day(-3), notAfter: day(-1) }),
  early: testClientCertificate({ notBefore: day(1), notAfter: day(3) }),
  unlisted: testClientCertificate({ commonName: "partner.example.org", ...period }),
};
type Name = keyof typeof certificates;

let node: TestNode;
/** The setting is off: nobody is asked for a certificate. */
let closedNode: TestNode;
let snapshot: Snapshot | undefined;
beforeAll(async () => {
  const listed = (...names: Name[]): string[] => names.map((name) => certificates[name].fingerprint);
  const catalogue = snapshotOf({
    hosts: [
      hostSpec(ours), hostSpec(partner, { certificates: listed("partner", "provider", "expired", "early") }),
      hostSpec(other, { certificates: listed("other", "provider") }), hostSpec(nobody, { heiIds: [], certificates: listed("covering") }),
    ],
    keys: [ours, partner, other, nobody].flatMap(({ client, server }) => [client, server]),
  });
  snapshot = catalogue;
  const spec = { tls: await testTls(), served: [serveEchoV2, serveOpenProbeV1], services: {}, hosts: [ours], clock, catalogue: { current: () => snapshot } };
  node = await startNode({ ...spec, clientCertificates: true });
  closedNode = await startNode(spec);
});
afterAll(() => Promise.all([node.close(), closedNode.close()]));

const ask = (name: Name | undefined, spec: Partial<ForeignRequest> = {}, to = node): Promise<ForeignAnswer> =>
  send(to, { path: `${ECHO}?echo=x`, certificate: name && certificates[name], ...spec });
const heiIds = ({ text }: ForeignAnswer): string[] => [...text.matchAll(/<hei-id>([^<]*)</g)].map(([, id]) => id ?? "");
const told = (answer: ForeignAnswer): [number, string] => [answer.status, developerMessage(answer)];
const unknown = (name: Name): unknown => [403, `The TLS client certificate with SHA-256 ${certificates[name].fingerprint} is none that the catalogue lists; expected a listed one, or an HTTP signature.`];
const expectSigned = (answer: ForeignAnswer): void => expect(signatureFaults(answer, ours.server)).toEqual([]);

describe("a certificate of the catalogue, and no signature", () => {
  test("is the institution that the catalogue gives it to, whatever it says itself", async () => {
    const answer = await ask("partner");
    expect([answer.status, heiIds(answer)]).toEqual([200, ["partner.example.org"]]);
    expect(heiIds(await ask("other"))).toEqual(["other.example.org"]);
    expect(heiIds(await ask("provider"))).toEqual(["other.example.org", "partner.example.org"]);
    expect(await ask("covering")).toMatchObject({ status: 200 });
  });
  test("gets a signed answer, without the signature of a request that has none", async () => {
    const answer = await ask("partner");
    expectSigned(answer);
    expect(answer.headers["x-request-signature"]).toBeUndefined();
  });
  test("needs no headers but Host", async () => {
    const bare = { date: undefined, digest: undefined, "x-request-id": undefined, "accept-signature": undefined };
    expect(heiIds(await ask("partner", { headers: bare }))).toEqual(["partner.example.org"]);
    const posted = await ask("partner", { method: "POST", path: ECHO, body: "echo=y", headers: bare });
    expect(posted.text).toContain("<echo>y</echo>");
  });
  test("is kept as evidence with the certificate that was shown, and never with one that was only claimed", async () => {
    node.kept.length = 0;
    await ask("partner", { headers: { "client-cert": ":forged:" } });
    const [kept] = node.kept;
    expect(kept).toMatchObject({ partnerHeiId: "partner.example.org", status: 200 });
    expect(kept?.requestHeaders["client-cert"]).toBe(`:${certificates.partner.certificatePem.replace(/-----[^-]+-----|\s/g, "")}:`);
  });
  test("may ask for an encrypted answer with a key, and not without", async () => {
    const wanting = (key?: string) => ask("partner", { headers: { "accept-encoding": "ewp-rsa-aes128gcm", "accept-response-encryption-key": key } });
    const answer = await wanting(partner.client.der.toString("base64"));
    expect(decryptedByHand(partner.client, answer.body).toString()).toContain("<echo>x</echo>");
    expect(told(await wanting())).toEqual([406, "The answer cannot be encrypted with ewp-rsa-aes128gcm: there is no key to encrypt it for; expected one in Accept-Response-Encryption-Key."]);
  });
});

describe("refused", () => {
  test("a certificate that the catalogue does not list, whatever it says", async () => {
    const answer = await ask("unlisted");
    expect(told(answer)).toEqual(unknown("unlisted"));
    expectSigned(answer);
  });
  test.each(["expired", "early"] as const)("one that is %s", async (name) => {
    const { notBefore, notAfter } = name === "expired" ? { notBefore: day(-3), notAfter: day(-1) } : { notBefore: day(1), notAfter: day(3) };
    expect(told(await ask(name))).toEqual([403, `The TLS client certificate is valid from ${notBefore.toUTCString()} to ${notAfter.toUTCString()} only; expected one that is valid now, or an HTTP signature.`]);
  });
  test("neither certificate nor signature", async () => {
    expect(told(await ask(undefined))).toEqual([401, 'The request has no header "Authorization: Signature …"; expected an HTTP signature.']);
  });
  test("any certificate while there is no catalogue", async () => {
    const before = snapshot;
    snapshot = undefined;
    const answer = await ask("partner");
    snapshot = before;
    expect(told(answer)).toEqual([503, "This node has no catalogue of the network at the moment, so it knows no keys; try again later."]);
  });
  test("any certificate where the setting is off: nobody asks for it", async () => {
    expect(told(await ask("partner", {}, closedNode))[0]).toBe(401);
  });
  test("nothing is kept of strangers", async () => {
    node.kept.length = 0;
    await ask("unlisted");
    await ask("expired");
    expect(node.kept).toEqual([]);
  });
});

describe("a certificate beside a signature", () => {
  test.each(["partner", "provider", "unlisted", "expired"] as const)("the signature decides: %s", async (name) => {
    node.kept.length = 0;
    const answer = await ask(name, { key: partner.client });
    expect([answer.status, heiIds(answer)]).toEqual([200, ["partner.example.org"]]);
    expectSigned(answer);
    expect(node.kept[0]?.requestHeaders["client-cert"]).toBeUndefined();
  });
  test.each(["other", "covering"] as const)("of somebody else is refused: %s", async (name) => {
    const answer = await ask(name, { key: partner.client });
    expect(told(answer)).toEqual([400, "The TLS client certificate and the key of the signature belong to different institutions; expected both of one, or the signature alone."]);
    expectSigned(answer);
  });
  test("does not mend a wrong signature", async () => {
    expect((await ask("partner", { key: partner.client, headers: { date: "Sun, 05 Jan 2014 21:31:40 GMT" } })).status).toBe(400);
    expect((await ask("partner", { key: other.server })).status).toBe(403);
  });
});

describe("an API for anyone", () => {
  test("takes callers without a certificate, and knows those with one", async () => {
    expect(heiIds(await ask(undefined, { path: OPEN }))).toEqual([]);
    expect(heiIds(await ask("partner", { path: OPEN }))).toEqual(["partner.example.org"]);
  });
  test("but not with one that nobody knows", async () => expect(told(await ask("unlisted", { path: OPEN }))).toEqual(unknown("unlisted")));
});

describe("another make of TLS: the openssl command", () => {
  /** One connection of `openssl s_client`, one request after the other over it: what came back. */
  const sClient = (requests: number, ...options: string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const client = spawn("openssl", ["s_client", "-connect", `127.0.0.1:${node.port}`, "-quiet", "-no_ign_eof", ...options], { stdio: ["pipe", "pipe", "ignore"] });
      let received = "";
      client.on("error", reject).on("close", () => resolve(received));
      const next = (): void => void client.stdin.write(`GET ${ECHO}?echo=x HTTP/1.1\r\nHost: 127.0.0.1:${node.port}\r\n\r\n`);
      client.stdout.on("data", (data: Buffer) => {
        received += data.toString();
        const answered = received.split("</response>").length - 1;
        if (answered >= requests) client.kill();
        else next();
      });
      next();
    });

  test.each(["-tls1_2", "-tls1_3"])("%s: the certificate stands for every request of a connection, and for a resumed session", async (version) => {
    const directory = mkdtempSync(join(tmpdir(), "passerelle-s-client-"));
    try {
      const [cert, key, session] = ["cert.pem", "key.pem", "session.pem"].map((name) => join(directory, name)) as [string, string, string];
      writeFileSync(cert, certificates.partner.certificatePem);
      writeFileSync(key, certificates.partner.keyPem);
      const first = await sClient(2, version, "-cert", cert, "-key", key, "-sess_out", session);
      expect(first.match(/<hei-id>partner\.example\.org<\/hei-id>/g)).toHaveLength(2);
      const resumed = await sClient(1, version, "-sess_in", session);
      expect(resumed).toContain("<hei-id>partner.example.org</hei-id>");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
