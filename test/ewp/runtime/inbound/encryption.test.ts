/** PROTOCOL 3.6, 3.7, 7 rows 36 and 37, 8 rows 4, 5, 17: a foreign client encrypts by hand and reads by the openssl command. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { gunzipSync } from "node:zlib";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import { decryptedByHand, encryptedByHand } from "../../../support/ewp/encryption-by-hand.js";
import { snapshotOfHosts, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { serveProbeV1 } from "../../../support/ewp/probe-api.js";
import { developerMessage, type ForeignAnswer, type ForeignRequest, send, signatureFaults } from "../../../support/ewp/signed-client.js";
import { unwrapKeyForTests } from "../../../support/openssl.js";
import { testKey } from "../../../support/registry/catalogue-xml.js";
import { testTls } from "../../../support/servers/tls.js";

const CODING = "ewp-rsa-aes128gcm";
const ECHO = "/ewp/uni.example.edu/echo/v2";
const ours = testHost("uni.example.edu");
const partner = testHost("partner.example.org");
const stranger = testKey();
const unwrapKey = unwrapKeyForTests();

let node: TestNode;
/** A node whose runtime cannot decrypt. */
let plainNode: TestNode;
beforeAll(async () => {
  const snapshot = snapshotOfHosts([ours, partner]);
  const spec = { tls: await testTls(), served: [serveEchoV2, serveProbeV1], services: {}, hosts: [ours], catalogue: { current: () => snapshot } };
  node = await startNode({ ...spec, unwrapKey });
  plainNode = await startNode(spec);
});
afterAll(() => Promise.all([node.close(), plainNode.close()]));

const ask = (spec: Partial<ForeignRequest>): Promise<ForeignAnswer> => send(node, { key: partner.client, path: ECHO, ...spec });
/** A POST whose body is encrypted for our server key. */
const post = (spec: Partial<ForeignRequest> = {}): Promise<ForeignAnswer> =>
  ask({ method: "POST", body: encryptedByHand(ours.server, "echo=secret"), ...spec, headers: { "content-encoding": CODING, ...spec.headers } });
const echos = (text: string): string[] => [...text.matchAll(/<echo>([^<]*)<\/echo>/g)].map(([, value]) => value ?? "");
const told = (answer: ForeignAnswer): [number, string] => [answer.status, developerMessage(answer)];
const decrypted = (answer: ForeignAnswer, key = partner.client): ForeignAnswer => {
  expect(answer.headers["content-encoding"]).toBe(CODING);
  const body = decryptedByHand(key, answer.body);
  return { ...answer, body, text: body.toString() };
};
const sound = (answer: ForeignAnswer): ForeignAnswer => {
  expect(signatureFaults(answer, ours.server)).toEqual([]);
  return answer;
};

describe("encrypted requests", () => {
  test.each([CODING, "EWP-RSA-AES128GCM", `identity, ${CODING}`])("%s is decrypted after its digest and signature were checked", async (coding) => {
    const answer = sound(await post({ headers: { "content-encoding": coding } }));
    expect([answer.status, echos(answer.text)]).toEqual([200, ["secret"]]);
  });
  test("any of our published keys will do", async () => {
    expect(echos((await post({ body: encryptedByHand(ours.client, "echo=a&echo=b") })).text)).toEqual(["a", "b"]);
  });
  test("the evidence is what was transmitted", async () => {
    const body = encryptedByHand(ours.server, "echo=kept");
    await post({ body });
    expect(Buffer.compare(node.kept.at(-1)!.requestBody, body)).toBe(0);
  });

  const REFUSED = [400, `The body cannot be decrypted; expected an ${CODING} body for a key that the catalogue lists for this institution.`];
  test.each([
    ["for another key", () => encryptedByHand(stranger, "echo=secret")],
    ["with the fingerprint of ours over another's", () => Buffer.concat([Buffer.from(ours.server.fingerprint, "hex"), encryptedByHand(stranger, "echo=secret").subarray(32)])],
    ["cut", () => encryptedByHand(ours.server, "echo=secret").subarray(0, -1)],
    ["with a changed key", () => changed(encryptedByHand(ours.server, "echo=secret"), 100)],
    ["with a changed length", () => changed(encryptedByHand(ours.server, "echo=secret"), 33)],
    ["with a changed text", () => changed(encryptedByHand(ours.server, "echo=secret"), 303)],
    ["not at all", () => Buffer.from("echo=secret")],
    ["but empty", () => Buffer.alloc(0)],
  ])("8 row 17: encrypted %s, all the same 400, signed", async (_, body) => {
    expect(told(sound(await post({ body: body() })))).toEqual(REFUSED);
  });

  test("a wrong digest is found before anything is decrypted", async () => {
    const answer = await post({ headers: { digest: "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" } });
    expect(answer.status).toBe(400);
    expect(developerMessage(answer)).toContain("The Digest header says");
  });
  test("other codings beside it are 400, unknown ones 415, a GET 405", async () => {
    expect(told(await post({ headers: { "content-encoding": `gzip, ${CODING}` } }))).toEqual([400, `The Content-Encoding has other codings beside ${CODING}; expected this one alone.`]);
    expect(told(await post({ headers: { "content-encoding": "br" } }))).toEqual([415, `The Content-Encoding "br" is not supported; send the body as it is, or encrypted with ${CODING}.`]);
    const get = await ask({ headers: { "content-encoding": CODING } });
    expect([...told(get), get.headers["allow"]]).toEqual([405, "Method GET with an encrypted body is not allowed here; use POST.", "POST"]);
  });
  test("an unsigned Content-Encoding says nothing: the bytes are the form", async () => {
    const answer = await ask({ method: "POST", body: "echo=plain", unsigned: { "content-encoding": CODING } });
    expect([answer.status, echos(answer.text)]).toEqual([200, ["plain"]]);
  });
  test("other APIs do not take it, nor does a node that cannot decrypt", async () => {
    const refused = [415, `The Content-Encoding "${CODING}" is not supported; send the body as it is.`];
    expect(told(await post({ path: "/ewp/uni.example.edu/probe/v1/notify" }))).toEqual(refused);
    expect(told(await send(plainNode, { key: partner.client, method: "POST", path: ECHO, body: encryptedByHand(ours.server, "echo=x"), headers: { "content-encoding": CODING } }))).toEqual(refused);
  });
});

const changed = (bytes: Buffer, at: number): Buffer => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

describe("encrypted answers", () => {
  const wanting = (accepted: string, more: Partial<ForeignRequest> = {}) => ask({ path: `${ECHO}?echo=x`, ...more, headers: { "accept-encoding": accepted, ...more.headers } });

  test.each([CODING, "ewp-rsa-AES128GCM ; q=1 , *;q=0", `deflate, ${CODING};q=0.001, gzip`])("row 36: %j is answered for the key that signed", async (accepted) => {
    const answer = sound(await wanting(accepted));
    expect(answer.headers["content-type"]).toBe("text/xml; charset=utf-8");
    expect(echos(decrypted(answer).text)).toEqual(["x"]);
  });
  test.each([`${CODING};q=0`, `${CODING};q=0.000`, "*", "gzip", `x-${CODING}`])("row 36: %j is answered plainly", async (accepted) => {
    const answer = sound(await wanting(accepted));
    expect([answer.headers["content-encoding"], echos(answer.text)]).toEqual([undefined, ["x"]]);
  });
  test("row 37: gzip inside, digest over the final bytes", async () => {
    const long = "y".repeat(3000);
    const answer = sound(await wanting(`${CODING}, gzip`, { path: `${ECHO}?echo=${long}` }));
    expect(answer.headers["content-encoding"]).toBe(`gzip, ${CODING}`);
    expect(echos(gunzipSync(decryptedByHand(partner.client, answer.body)).toString())).toEqual([long]);
  });
  test("Accept-Response-Encryption-Key names another key, if it is signed", async () => {
    const header = { "accept-response-encryption-key": stranger.der.toString("base64") };
    expect(echos(decrypted(sound(await wanting(CODING, { headers: header })), stranger).text)).toEqual(["x"]);
    expect(echos(decrypted(sound(await wanting(CODING, { unsigned: header }))).text)).toEqual(["x"]);
  });
  test.each([
    ["nonsense", "bm9uc2Vuc2U=", "The key cannot be read; expected a DER SubjectPublicKeyInfo, in base64."],
    ["a weak key", testKey(1024).der.toString("base64"), "The RSA key has 1024 bits; expected at least 2048."],
    ["an oversized key", testKey(4104).der.toString("base64"), "The key is larger than 4096 bits, or its exponent than 32."],
  ])("%s in it is 400", async (_, key, reason) => {
    expect(told(sound(await wanting(CODING, { headers: { "accept-response-encryption-key": key } })))).toEqual([400, `Accept-Response-Encryption-Key has no key that can be used: ${reason}`]);
  });
  test("both ways at once", async () => {
    expect(echos(decrypted(sound(await post({ headers: { "accept-encoding": CODING } }))).text)).toEqual(["secret"]);
  });
  test("other APIs answer plainly", async () => {
    const answer = sound(await wanting(CODING, { path: "/ewp/uni.example.edu/probe/v1/stats" }));
    expect([answer.status, answer.headers["content-encoding"]]).toEqual([200, undefined]);
  });
  test("a node that cannot decrypt can encrypt", async () => {
    const answer = await send(plainNode, { key: partner.client, path: `${ECHO}?echo=x`, headers: { "accept-encoding": CODING } });
    expect(echos(decrypted(answer).text)).toEqual(["x"]);
  });

  describe("8 rows 4 and 5: refusals as well", () => {
    test("of a request that was understood", async () => {
      const answer = sound(await post({ body: "echo=plain", headers: { "accept-encoding": CODING } }));
      expect(told(decrypted(answer))[0]).toBe(400);
    });
    test("of a known key whose signature is wrong", async () => {
      const answer = sound(await wanting(CODING, { headers: { date: "Sun, 05 Jan 2014 21:31:40 GMT" } }));
      expect(told(decrypted(answer))[1]).toContain("behind the clock here");
    });
    test("of a stranger who gives a key, and plainly of one who does not", async () => {
      const header = { "accept-response-encryption-key": stranger.der.toString("base64") };
      expect(decrypted(sound(await wanting(CODING, { key: stranger, headers: header })), stranger).status).toBe(403);
      const plain = sound(await wanting(CODING, { key: stranger }));
      expect([plain.status, plain.headers["content-encoding"]]).toEqual([403, undefined]);
    });
    test("without a signature", async () => {
      const header = { "accept-encoding": CODING, "accept-response-encryption-key": stranger.der.toString("base64") };
      expect(decrypted(await send(node, { path: ECHO, headers: header }), stranger).status).toBe(401);
      expect((await send(node, { path: ECHO, headers: { "accept-encoding": CODING } })).headers["content-encoding"]).toBeUndefined();
    });
    test("but never of HEAD, which has no body", async () => {
      const answer = sound(await wanting(CODING, { method: "HEAD" }));
      expect([answer.status, answer.body.length, answer.headers["content-encoding"]]).toEqual([405, 0, undefined]);
    });
  });
});
