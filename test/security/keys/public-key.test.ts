import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { generateKeyPair } from "../../../src/security/keys/key-pair.js";
import { fingerprintOf, InvalidPublicKey, publicKeyFromSpki, spkiBase64Of } from "../../../src/security/keys/public-key.js";

const pair = await generateKeyPair();
const der = pair.publicKey.export({ type: "spki", format: "der" });
const spki = (key: KeyObject): string => key.export({ type: "spki", format: "der" }).toString("base64");
const reasonOf = (key: string | Uint8Array): string | undefined => {
  try {
    publicKeyFromSpki(key);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidPublicKey) return error.reason;
    throw error;
  }
};

test("row 4: a generated key is RSA-2048, published as base64 of its DER SubjectPublicKeyInfo, named by the SHA-256 of that", () => {
  expect([pair.publicKey.asymmetricKeyType, pair.publicKey.asymmetricKeyDetails?.modulusLength]).toEqual(["rsa", 2048]);
  expect(Buffer.from(spkiBase64Of(pair.publicKey), "base64").equals(der)).toBe(true);
  expect(fingerprintOf(pair.publicKey)).toBe(createHash("sha256").update(der).digest("hex"));
  expect(createPublicKey(pair.privateKey).equals(pair.publicKey)).toBe(true);
});

describe("publicKeyFromSpki", () => {
  test("reads base64, base64 in lines, and DER", () => {
    const lines = spkiBase64Of(pair.publicKey).replace(/.{64}/g, "$&\n      ");
    expect([spkiBase64Of(pair.publicKey), lines, der].map((form) => publicKeyFromSpki(form).equals(pair.publicKey))).toEqual([true, true, true]);
  });

  const unreadable = "The key cannot be read; expected a DER SubjectPublicKeyInfo, in base64.";
  const notExact = "The key is followed by other bytes or is not encoded canonically; expected exactly one DER SubjectPublicKeyInfo.";
  test.each<[string, () => string | Uint8Array, string]>([
    ["a short key", () => spki(generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey), "The RSA key has 1024 bits; expected at least 2048."],
    ["an elliptic curve", () => spki(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey), "The key is of type ec; expected RSA."],
    ["Ed25519", () => spki(generateKeyPairSync("ed25519").publicKey), "The key is of type ed25519; expected RSA."],
    ["RSA-PSS", () => spki(generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey), "The key is of type rsa-pss; expected RSA."],
    ["PKCS#1", () => pair.publicKey.export({ type: "pkcs1", format: "der" }), unreadable],
    ["a PEM", () => pair.publicKey.export({ type: "spki", format: "pem" }).toString(), unreadable],
    ["a private key", () => pair.privateKey.export({ type: "pkcs8", format: "der" }), unreadable],
    ["nothing", () => "", unreadable],
    ["half a key", () => der.subarray(0, 100), unreadable],
    ["a key and more", () => Buffer.concat([der, Buffer.from([0])]), notExact],
  ])("refuses %s with the reason", (_, key, reason) => expect(reasonOf(key())).toBe(reason));

  test("any bytes are refused by reason, never by another error", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => typeof reasonOf(bytes) === "string"));
  });
});
