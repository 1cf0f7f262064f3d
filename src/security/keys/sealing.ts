import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

/** What seals secrets at rest; made once per process from the master secret. */
export type SealingKey = KeyObject & { readonly type: "secret" };

/** What is sealed, and whose it is: both are authenticated, so that a sealed value moved to another row does not open. */
export interface SealLabel {
  readonly kind: "private key" | "data key" | "second factor" | "openid" | "webhook secret" | "import";
  readonly name: string;
}

export const SEAL_VERSION = "v1";
const CIPHER = "aes-256-gcm";
const BYTES = { key: 32, salt: 16, iv: 12, tag: 16, fingerprint: 16 } as const;
const SHORTEST_SECRET = 16;
const stretch = promisify<string, string, number, { N: number; maxmem: number }, Buffer>(scrypt);

/**
 * Derive the sealing key from the operator's master secret (at least 16 characters). scrypt makes guessing a weak secret expensive;
 * it runs once per process, so opening the keys of many institutions stays quick. Its salt is fixed because every sealed value has a
 * random one of its own below.
 */
export const sealingKey = async (masterSecret: string): Promise<SealingKey> => {
  if (masterSecret.length < SHORTEST_SECRET) {
    throw new RangeError(`The master secret has ${masterSecret.length} characters; expected at least ${SHORTEST_SECRET}.`);
  }
  return createSecretKey(await stretch(masterSecret, "passerelle sealing key", BYTES.key, { N: 2 ** 15, maxmem: 2 ** 26 })) as SealingKey;
};

/** Tells whether two processes have the same master secret, and nothing about it that a sealed value would not tell: 32 hex digits. */
export const sealingFingerprint = (sealing: SealingKey): string =>
  Buffer.from(hkdfSync("sha256", sealing, "", "fingerprint of the sealing key", BYTES.fingerprint)).toString("hex");

/** Encrypt for the store: `v1.<base64url of salt, IV, ciphertext, tag>`. */
export const seal = (sealing: SealingKey, label: SealLabel, clear: Uint8Array): string => {
  const salt = randomBytes(BYTES.salt);
  const iv = randomBytes(BYTES.iv);
  const cipher = createCipheriv(CIPHER, rowKey(sealing, label, salt), iv).setAAD(boundTo(label));
  const parts = [salt, iv, cipher.update(clear), cipher.final(), cipher.getAuthTag()];
  return `${SEAL_VERSION}.${Buffer.concat(parts).toString("base64url")}`;
};

/** What was sealed. Throws when the master secret, the label or one bit is another, or the form is unknown. */
export const unseal = (sealing: SealingKey, label: SealLabel, sealed: string): Buffer => {
  const bytes = Buffer.from(sealed.slice(SEAL_VERSION.length + 1), "base64url");
  const ivAt = BYTES.salt;
  const contentAt = ivAt + BYTES.iv;
  const decipher = createDecipheriv(CIPHER, rowKey(sealing, label, bytes.subarray(0, ivAt)), bytes.subarray(ivAt, contentAt), { authTagLength: BYTES.tag });
  decipher.setAAD(boundTo(label)).setAuthTag(bytes.subarray(-BYTES.tag));
  return Buffer.concat([decipher.update(bytes.subarray(contentAt, -BYTES.tag)), decipher.final()]);
};

/** A key of its own for every row: random IVs can then never meet under one key. */
const rowKey = (sealing: SealingKey, { kind }: SealLabel, salt: Buffer): Buffer => Buffer.from(hkdfSync("sha256", sealing, salt, kind, BYTES.key));

const boundTo = ({ name }: SealLabel): Buffer => Buffer.from(`${SEAL_VERSION}.${name}`);
