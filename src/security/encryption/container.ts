/** `ewpRsaAesBody`: the frame around an encrypted body (PROTOCOL 3.5). Bytes only; nothing here knows a key. */

/** Value of `Content-Encoding` and `Accept-Encoding`, and name of the methods in `http-security` (PROTOCOL 3.1). */
export const EWP_RSA_AES128GCM = "ewp-rsa-aes128gcm";

export interface Container {
  /** Whose key it is encrypted for: lower-case hex SHA-256 of the DER SubjectPublicKeyInfo. */
  readonly recipient: string;
  /** The AES key, encrypted with RSA. */
  readonly encryptedKey: Uint8Array;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

export const AES_KEY_BYTES = 16;
export const IV_BYTES = 12;
export const TAG_BYTES = 16;
const FINGERPRINT_BYTES = 32;
const KEY_AT = FINGERPRINT_BYTES + 2;
/** The least and the most that an RSA key of this network makes of an AES key: 2048 and 16384 bits. */
const SHORTEST_KEY = 256;
const LONGEST_KEY = 2048;

/** The parts of a container, as views; undefined for bytes that are none. An empty body has a container too. */
export const parseContainer = (bytes: Uint8Array): Container | undefined => {
  if (bytes.length < KEY_AT) return undefined;
  const keyBytes = (bytes[FINGERPRINT_BYTES] ?? 0) * 256 + (bytes[FINGERPRINT_BYTES + 1] ?? 0);
  const ivAt = KEY_AT + keyBytes;
  const ciphertextAt = ivAt + IV_BYTES;
  const tagAt = bytes.length - TAG_BYTES;
  if (keyBytes < SHORTEST_KEY || keyBytes > LONGEST_KEY || tagAt < ciphertextAt) return undefined;
  return {
    recipient: Buffer.from(bytes.subarray(0, FINGERPRINT_BYTES)).toString("hex"),
    encryptedKey: bytes.subarray(KEY_AT, ivAt),
    iv: bytes.subarray(ivAt, ciphertextAt),
    ciphertext: bytes.subarray(ciphertextAt, tagAt),
    tag: bytes.subarray(tagAt),
  };
};

/** The container of these parts. */
export const writeContainer = ({ recipient, encryptedKey, iv, ciphertext, tag }: Container): Uint8Array =>
  Buffer.concat([Buffer.from(recipient, "hex"), Uint8Array.of(encryptedKey.length >> 8, encryptedKey.length & 0xff), encryptedKey, iv, ciphertext, tag]);
