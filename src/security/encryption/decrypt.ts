import { createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { AES_KEY_BYTES, type Container, parseContainer, TAG_BYTES } from "./container.js";
import type { UnwrapKey } from "./unwrap-key.js";

/** Private keys by the fingerprint of their public halves. */
export type DecryptionKeys = ReadonlyMap<string, KeyObject>;

/**
 * The body in a container for one of `keys`; undefined for anything else, without a word why. Bytes that are no container and
 * fingerprints of other keys are seen by everybody and end at once; from the RSA operation on, every failure takes the same way: a key
 * that is none is replaced by a random one, and the tag is wrong.
 */
export const decryptBody = (bytes: Uint8Array, keys: DecryptionKeys, unwrap: UnwrapKey): Uint8Array | undefined => {
  const container = parseContainer(bytes);
  const privateKey = container && keys.get(container.recipient);
  return privateKey && open(container, recoveredKey(container.encryptedKey, privateKey, unwrap));
};

const recoveredKey = (encrypted: Uint8Array, privateKey: KeyObject, unwrap: UnwrapKey): Uint8Array => {
  const substitute = randomBytes(AES_KEY_BYTES);
  const recovered = unwrapped(encrypted, privateKey, unwrap);
  return recovered.length === AES_KEY_BYTES ? recovered : substitute;
};

/** OpenSSL throws for what it need not decrypt to refuse: another length than the modulus, or a number above it. */
const unwrapped = (encrypted: Uint8Array, privateKey: KeyObject, unwrap: UnwrapKey): Uint8Array => {
  try {
    return unwrap(privateKey, encrypted);
  } catch {
    return new Uint8Array();
  }
};

const open = ({ iv, ciphertext, tag }: Container, key: Uint8Array): Uint8Array | undefined => {
  const decipher = createDecipheriv("aes-128-gcm", key, iv, { authTagLength: TAG_BYTES }).setAuthTag(tag);
  const body = decipher.update(ciphertext);
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch {
    return undefined;
  }
};
