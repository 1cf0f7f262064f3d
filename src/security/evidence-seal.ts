import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomFillSync } from "node:crypto";

const CIPHER = "aes-256-gcm";
const BYTES = { key: 32, iv: 12, tag: 16 } as const;
const SEALED = 1;
/** Random bytes are asked for many at a time: a call for twelve costs more than the encryption. */
const IVS_AT_ONCE = 256;

/**
 * Encrypts and authenticates evidence with keys derived from one data key. A sealed text is one byte of version, the IV, the ciphertext
 * and the tag. IVs are random: good for four thousand million texts under one data key.
 */
export const evidenceSeal = (dataKey: KeyObject) => {
  const content = derived(dataKey, "evidence content");
  const addresses = derived(dataKey, "evidence addresses");
  const blocks = derived(dataKey, "evidence blocks");
  const nextIv = randomIvs();
  const hmac = (key: KeyObject, bytes: Uint8Array | string): Buffer => createHmac("sha256", key).update(bytes).digest();
  return {
    seal: (bytes: Uint8Array | string, name: string): Buffer => {
      const iv = nextIv();
      const cipher = createCipheriv(CIPHER, content, iv).setAAD(Buffer.from(name));
      const encrypted = typeof bytes === "string" ? cipher.update(bytes, "utf8") : cipher.update(bytes);
      cipher.final();
      return Buffer.concat([VERSION, iv, encrypted, cipher.getAuthTag()]);
    },
    /** Throws when the bytes were changed, or were sealed under another name or key. */
    open: (sealed: Uint8Array, name: string): Buffer => {
      if (sealed[0] !== SEALED || sealed.length < 1 + BYTES.iv + BYTES.tag) throw new RangeError("these bytes are not sealed in a known format");
      const decipher = createDecipheriv(CIPHER, content, sealed.subarray(1, 1 + BYTES.iv), { authTagLength: BYTES.tag });
      decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-BYTES.tag));
      const opened = decipher.update(sealed.subarray(1 + BYTES.iv, -BYTES.tag));
      decipher.final();
      return opened;
    },
    addressOf: (sha256: Uint8Array): Buffer => hmac(addresses, sha256),
    mac: (bytes: Uint8Array | string): Buffer => hmac(blocks, bytes),
  };
};

const VERSION = Buffer.from([SEALED]);

const derived = (dataKey: KeyObject, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync("sha256", dataKey, Buffer.alloc(0), purpose, BYTES.key)));

const randomIvs = (): (() => Buffer) => {
  const pool = Buffer.alloc(BYTES.iv * IVS_AT_ONCE);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += BYTES.iv;
    return pool.subarray(used - BYTES.iv, used);
  };
};
