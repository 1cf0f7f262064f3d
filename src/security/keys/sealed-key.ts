import { createCipheriv, createDecipheriv, createPrivateKey, createSecretKey, hkdfSync, type KeyObject, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

/** What seals private keys at rest; made once per process from the master secret. */
export type SealingKey = KeyObject & { readonly type: "secret" };

const VERSION = "v1";
const CIPHER = "aes-256-gcm";
const BYTES = { key: 32, salt: 16, iv: 12, tag: 16 } as const;
const SHORTEST_SECRET = 16;
const stretch = promisify<string, string, number, { N: number; maxmem: number }, Buffer>(scrypt);

/**
 * Derive the sealing key from the operator's master secret (at least 16 characters). scrypt makes guessing a weak secret expensive;
 * it runs once per process, so opening the keys of many institutions stays quick. Its salt is fixed because every sealed key has a
 * random one of its own below.
 */
export const sealingKey = async (masterSecret: string): Promise<SealingKey> => {
  if (masterSecret.length < SHORTEST_SECRET) {
    throw new RangeError(`The master secret has ${masterSecret.length} characters; expected at least ${SHORTEST_SECRET}.`);
  }
  return createSecretKey(await stretch(masterSecret, "passerelle sealing key", BYTES.key, { N: 2 ** 15, maxmem: 2 ** 26 })) as SealingKey;
};

/**
 * Encrypt a private key for the store: `v1.<base64url of salt, IV, ciphertext, tag>`. `keyId` is authenticated with it, so that a
 * sealed key moved to the row of another one does not open.
 */
export const sealPrivateKey = (sealing: SealingKey, keyId: string, privateKey: KeyObject): string => {
  const salt = randomBytes(BYTES.salt);
  const iv = randomBytes(BYTES.iv);
  const cipher = createCipheriv(CIPHER, rowKey(sealing, salt), iv).setAAD(boundTo(keyId));
  const parts = [salt, iv, cipher.update(privateKey.export({ type: "pkcs8", format: "der" })), cipher.final(), cipher.getAuthTag()];
  return `${VERSION}.${Buffer.concat(parts).toString("base64url")}`;
};

/** The private key from its sealed form. Throws an Error that names the key and the possible causes, and nothing of the content. */
export const openPrivateKey = (sealing: SealingKey, keyId: string, sealed: string): KeyObject => {
  const [version, text = ""] = sealed.split(".");
  if (version !== VERSION) throw new Error(`The private key ${keyId} is sealed in an unknown format; expected ${VERSION}.`);
  try {
    return createPrivateKey({ key: decrypt(sealing, keyId, Buffer.from(text, "base64url")), format: "der", type: "pkcs8" });
  } catch {
    throw new Error(`The private key ${keyId} does not open: the master secret is another one, or the stored value was changed or belongs to another key.`);
  }
};

const decrypt = (sealing: SealingKey, keyId: string, bytes: Buffer): Buffer => {
  const ivAt = BYTES.salt;
  const contentAt = ivAt + BYTES.iv;
  const decipher = createDecipheriv(CIPHER, rowKey(sealing, bytes.subarray(0, ivAt)), bytes.subarray(ivAt, contentAt), { authTagLength: BYTES.tag });
  decipher.setAAD(boundTo(keyId)).setAuthTag(bytes.subarray(-BYTES.tag));
  return Buffer.concat([decipher.update(bytes.subarray(contentAt, -BYTES.tag)), decipher.final()]);
};

/** A key of its own for every row: random IVs can then never meet under one key. */
const rowKey = (sealing: SealingKey, salt: Buffer): Buffer => Buffer.from(hkdfSync("sha256", sealing, salt, "private key", BYTES.key));

const boundTo = (keyId: string): Buffer => Buffer.from(`${VERSION}.${keyId}`);
