/** ewp-rsa-aes128gcm put together and taken apart by the words of its specification, without our code; RSA decryption by the openssl command. */
import { constants, createCipheriv, createDecipheriv, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";
import { opensslUnwrapKey } from "../openssl.js";
import type { TestKey } from "../registry/catalogue-xml.js";

export const encryptedByHand = (recipient: TestKey, text: string): Buffer => {
  const aesKey = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-128-gcm", aesKey, iv);
  const payload = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const publicKey = createPublicKey({ key: recipient.der, format: "der", type: "spki" });
  const encryptedKey = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, aesKey);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(encryptedKey.length);
  return Buffer.concat([Buffer.from(recipient.fingerprint, "hex"), length, encryptedKey, iv, payload]);
};

/** What was encrypted for `recipient`; throws for anything else. */
export const decryptedByHand = (recipient: TestKey, body: Buffer): Buffer => {
  if (body.toString("hex", 0, 32) !== recipient.fingerprint) throw new Error("encrypted for another key");
  const ivAt = 34 + body.readUInt16BE(32);
  const aesKey = opensslUnwrapKey(recipient.privateKey, body.subarray(34, ivAt));
  const decipher = createDecipheriv("aes-128-gcm", aesKey, body.subarray(ivAt, ivAt + 12)).setAuthTag(body.subarray(-16));
  return Buffer.concat([decipher.update(body.subarray(ivAt + 12, -16)), decipher.final()]);
};
