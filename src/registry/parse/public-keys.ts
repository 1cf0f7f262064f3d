import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { Problem } from "./drafts.js";

/** Shortest modulus of a key that the network accepts (PROTOCOL 2.1). */
const MIN_BITS = 2048;

/** The key of a DER SubjectPublicKeyInfo; throws what node:crypto throws. */
export const publicKeyOf = (der: Uint8Array): KeyObject => createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });

const readable = (der: Uint8Array): KeyObject | undefined => {
  try {
    return publicKeyOf(der);
  } catch {
    return undefined;
  }
};

/** Why the key that the catalogue lists under `fingerprint` cannot be used, if so. */
export const keyProblem = (fingerprint: string, der: Uint8Array): Problem | undefined => {
  if (createHash("sha256").update(der).digest("hex") !== fingerprint)
    return { reason: "key-fingerprint", text: `the body listed under ${fingerprint} has another SHA-256` };
  const key = readable(der);
  if (!key) return { reason: "key-unreadable", text: `${fingerprint} is no SubjectPublicKeyInfo` };
  if (key.asymmetricKeyType !== "rsa") return { reason: "key-not-rsa", text: `${fingerprint} is of type ${key.asymmetricKeyType}` };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < MIN_BITS ? { reason: "key-weak", text: `${fingerprint} has ${bits} bits, fewer than ${MIN_BITS}` } : undefined;
};
