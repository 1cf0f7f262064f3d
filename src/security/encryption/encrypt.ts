import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from "node:crypto";
import { fingerprintOf } from "../keys/public-key.js";
import { AES_KEY_BYTES, IV_BYTES, writeContainer } from "./container.js";

/** The body for the holder of `recipient` alone, under an AES key and an IV that are never used again (PROTOCOL 3.5). */
export const encryptFor = (recipient: KeyObject, body: Uint8Array): Uint8Array => {
  const key = randomBytes(AES_KEY_BYTES);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-128-gcm", key, iv);
  const ciphertext = Buffer.concat([cipher.update(body), cipher.final()]);
  const encryptedKey = publicEncrypt({ key: recipient, padding: constants.RSA_PKCS1_PADDING }, key);
  return writeContainer({ recipient: fingerprintOf(recipient), encryptedKey, iv, ciphertext, tag: cipher.getAuthTag() });
};
