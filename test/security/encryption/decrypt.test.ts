import { constants, createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseContainer, writeContainer } from "../../../src/security/encryption/container.js";
import { decryptBody } from "../../../src/security/encryption/decrypt.js";
import { encryptFor } from "../../../src/security/encryption/encrypt.js";
import type { UnwrapKey } from "../../../src/security/encryption/unwrap-key.js";
import { generateKeyPair } from "../../../src/security/keys/key-pair.js";
import { fingerprintOf } from "../../../src/security/keys/public-key.js";
import { opensslUnwrapKey, unwrapKeyForTests } from "../../support/openssl.js";

const unwrap = unwrapKeyForTests();
const { publicKey, privateKey } = await generateKeyPair();
const other = await generateKeyPair();
const keys = new Map([[fingerprintOf(publicKey), privateKey]]);
const secret = Buffer.from("echo=a+secret&echo=another");
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();

const vector = JSON.parse(readFileSync(new URL("../../vectors/ewp-rsa-aes128gcm.json", import.meta.url), "utf8")) as Record<"publicKeySpki" | "privateKeyPkcs8" | "container" | "plaintext", string>;

test("the published container is read", () => {
  const published = createPublicKey({ key: Buffer.from(vector.publicKeySpki, "base64"), format: "der", type: "spki" });
  const key = createPrivateKey({ key: Buffer.from(vector.privateKeyPkcs8, "base64"), format: "der", type: "pkcs8" });
  expect(text(decryptBody(Buffer.from(vector.container, "base64"), new Map([[fingerprintOf(published), key]]), unwrap))).toBe(vector.plaintext);
});

describe("what we encrypt", () => {
  test("the openssl command and node's AES read, without our code", () => {
    const container = parseContainer(encryptFor(publicKey, secret));
    if (!container) throw new Error("no container");
    const key = opensslUnwrapKey(privateKey, container.encryptedKey);
    expect(key).toHaveLength(16);
    const decipher = createDecipheriv("aes-128-gcm", key, container.iv).setAuthTag(container.tag);
    expect(decipher.update(container.ciphertext, undefined, "utf8") + decipher.final("utf8")).toBe(secret.toString());
  });

  test("comes back, whatever it is", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (body) => {
      expect(Buffer.compare(decryptBody(encryptFor(publicKey, body), keys, unwrap) ?? Buffer.from("nothing"), body)).toBe(0);
    }), { numRuns: 30 });
  });

  test("has a new key and a new IV every time", () => {
    const [one, two] = [encryptFor(publicKey, secret), encryptFor(publicKey, secret)].map(parseContainer);
    expect(Buffer.compare(one!.iv, two!.iv)).not.toBe(0);
    expect(Buffer.compare(opensslUnwrapKey(privateKey, one!.encryptedKey), opensslUnwrapKey(privateKey, two!.encryptedKey))).not.toBe(0);
  });
});

describe("whatever is wrong, the answer is the same", () => {
  const sound = encryptFor(publicKey, secret);
  const container = parseContainer(sound)!;
  const withKey = (encryptedKey: Uint8Array) => decryptBody(writeContainer({ ...container, encryptedKey }), keys, unwrap);
  const wrapped = (key: Uint8Array, padding = constants.RSA_PKCS1_PADDING) => publicEncrypt({ key: publicKey, padding }, key);

  test("one bit changed anywhere, or cut anywhere", () => {
    fc.assert(fc.property(fc.nat(sound.length - 1), fc.nat(7), (at, bit) => {
      const changed = Buffer.from(sound);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(decryptBody(changed, keys, unwrap)).toBeUndefined();
      expect(decryptBody(sound.subarray(0, at), keys, unwrap)).toBeUndefined();
    }), { numRuns: 40 });
  });

  test("bytes that are no container, and a key that is not ours", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => expect(decryptBody(bytes, keys, unwrap)).toBeUndefined()));
    expect(decryptBody(encryptFor(other.publicKey, secret), keys, unwrap)).toBeUndefined();
    expect(decryptBody(writeContainer({ ...parseContainer(encryptFor(other.publicKey, secret))!, recipient: fingerprintOf(publicKey) }), keys, unwrap)).toBeUndefined();
  });

  test.each([
    ["a key of another length", wrapped(randomBytes(15))],
    ["a longer one", wrapped(randomBytes(17))],
    ["an empty one", wrapped(new Uint8Array())],
    ["another key", wrapped(randomBytes(16))],
    ["no padding", wrapped(Buffer.alloc(256, 1), constants.RSA_NO_PADDING)],
    ["the padding of signatures", wrapped(Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(237, 0xff), Buffer.from([0]), randomBytes(16)]), constants.RSA_NO_PADDING)],
    ["a zero in the padding", wrapped(Buffer.concat([Buffer.from([0, 2, 1, 1, 0]), Buffer.alloc(234, 7), Buffer.from([0]), randomBytes(16)]), constants.RSA_NO_PADDING)],
    ["a number above the modulus", Buffer.alloc(256, 0xff)],
    ["zero", Buffer.alloc(256)],
    ["another modulus", Buffer.alloc(300, 1)],
  ])("%s", (_, encryptedKey) => {
    expect(withKey(encryptedKey)).toBeUndefined();
  });

  test("what stands in for a key is no key that anybody knows, and a longer key is not cut", () => {
    const key = Buffer.alloc(16);
    const cipher = createCipheriv("aes-128-gcm", key, container.iv);
    const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
    const underZeros = writeContainer({ ...container, ciphertext, tag: cipher.getAuthTag() });
    const giving = (answer: UnwrapKey) => decryptBody(underZeros, keys, answer);
    expect(text(giving(() => key))).toBe(secret.toString());
    expect(giving(() => Buffer.alloc(17))).toBeUndefined();
    expect(giving(() => new Uint8Array())).toBeUndefined();
    expect(giving(() => { throw new Error("wrong padding"); })).toBeUndefined();
  });
});
