import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { Problem } from "./drafts.js";

/** Shortest modulus of a key that the network accepts (PROTOCOL 2.1). */
const MIN_BITS = 2048;
/** AlgorithmIdentifier of rsaEncryption, in DER. */
const RSA_ENCRYPTION = Buffer.from("300d06092a864886f70d0101010500", "hex");
const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const INTEGER = 0x02;

/** The key of a DER SubjectPublicKeyInfo; throws what node:crypto throws. */
export const publicKeyOf = (der: Uint8Array): KeyObject => createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });

/** Start of the contents of the DER value at `at` if it has this tag and fills the rest of `der` up to `end`, else -1. */
const contentsAt = (der: Uint8Array, at: number, tag: number, end: number): number => {
  const size = der[at + 1] ?? 0;
  const lengthBytes = size < 0x80 ? 0 : size - 0x80;
  if (der[at] !== tag || lengthBytes > 2) return -1;
  let length = lengthBytes === 0 ? size : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (der[at + 2 + i] ?? 0);
  const start = at + 2 + lengthBytes;
  return start + length === end ? start : -1;
};

/** Modulus length in bits of an RSA key whose DER has the one usual form with the exponent 65537, else undefined. */
const usualRsaBits = (der: Uint8Array): number | undefined => {
  const end = der.length;
  const algorithm = contentsAt(der, 0, SEQUENCE, end);
  const key = algorithm + RSA_ENCRYPTION.length;
  if (algorithm < 0 || RSA_ENCRYPTION.compare(der, algorithm, key) !== 0) return undefined;
  const bits = contentsAt(der, key, BIT_STRING, end);
  const numbers = bits < 0 || der[bits] !== 0 ? -1 : contentsAt(der, bits + 1, SEQUENCE, end);
  const exponent = end - 5;
  const isUsualExponent = der[exponent] === INTEGER && der[exponent + 1] === 3 && der[exponent + 2] === 1 && der[exponent + 3] === 0 && der[exponent + 4] === 1;
  const modulus = numbers < 0 || !isUsualExponent ? -1 : contentsAt(der, numbers, INTEGER, exponent);
  // A positive number whose top bit is set begins with a zero byte: then every bit after that byte counts.
  return modulus > 0 && der[modulus] === 0 && (der[modulus + 1] ?? 0) >= 0x80 ? (exponent - modulus - 1) * 8 : undefined;
};

const problemFoundByOpenssl = (fingerprint: string, der: Uint8Array): Problem | undefined => {
  try {
    const key = publicKeyOf(der);
    if (key.asymmetricKeyType !== "rsa") return { reason: "key-not-rsa", text: `${fingerprint} is of type ${key.asymmetricKeyType}` };
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return bits < MIN_BITS ? { reason: "key-weak", text: `${fingerprint} has ${bits} bits, fewer than ${MIN_BITS}` } : undefined;
  } catch {
    return { reason: "key-unreadable", text: `${fingerprint} is no SubjectPublicKeyInfo` };
  }
};

/**
 * Why the key that the catalogue lists under `fingerprint` cannot be used, if so. Keys of the usual form are recognised by their
 * bytes: OpenSSL takes a fifth of a millisecond per key, longer for 7,800 keys than reading the whole catalogue.
 */
export const keyProblem = (fingerprint: string, der: Uint8Array): Problem | undefined => {
  if (createHash("sha256").update(der).digest("hex") !== fingerprint)
    return { reason: "key-fingerprint", text: `the body listed under ${fingerprint} has another SHA-256` };
  return (usualRsaBits(der) ?? 0) >= MIN_BITS ? undefined : problemFoundByOpenssl(fingerprint, der);
};
