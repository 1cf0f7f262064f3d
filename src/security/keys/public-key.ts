import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { Sha256Hex } from "../../kernel/ids.js";

/** 2048 bits are the least that the network allows, and four times as fast to sign with as 3072 (PROTOCOL 2.1). */
export const RSA_BITS = 2048;

const derOf = (publicKey: KeyObject): Buffer => publicKey.export({ type: "spki", format: "der" });

/** The `keyId` of the network: lower-case hex SHA-256 of the DER SubjectPublicKeyInfo (PROTOCOL 3.3). */
export const fingerprintOf = (publicKey: KeyObject): Sha256Hex => createHash("sha256").update(derOf(publicKey)).digest("hex") as Sha256Hex;

/** The public key as the manifest publishes it: base64 of the DER SubjectPublicKeyInfo, in one line. */
export const spkiBase64Of = (publicKey: KeyObject): string => derOf(publicKey).toString("base64");

/** A public key that this network cannot use; `reason` says what was expected. */
export class InvalidPublicKey extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = "InvalidPublicKey";
  }
}

/** Read a published key: DER SubjectPublicKeyInfo, or its base64 with any white space. Throws `InvalidPublicKey`. */
export const publicKeyFromSpki = (spki: string | Uint8Array): KeyObject => {
  const der = typeof spki === "string" ? Buffer.from(spki, "base64") : Buffer.from(spki);
  const key = readDer(der);
  if (key.asymmetricKeyType !== "rsa") throw new InvalidPublicKey(`The key is of type ${key.asymmetricKeyType}; expected RSA.`);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < RSA_BITS) throw new InvalidPublicKey(`The RSA key has ${bits} bits; expected at least ${RSA_BITS}.`);
  // Otherwise its published fingerprint would name other bytes than those we hash.
  if (!derOf(key).equals(der)) {
    throw new InvalidPublicKey("The key is followed by other bytes or is not encoded canonically; expected exactly one DER SubjectPublicKeyInfo.");
  }
  return key;
};

const readDer = (der: Buffer): KeyObject => {
  try {
    return createPublicKey({ key: der, format: "der", type: "spki" });
  } catch {
    throw new InvalidPublicKey("The key cannot be read; expected a DER SubjectPublicKeyInfo, in base64.");
  }
};
