/** RSA PKCS#1 v1.5 decryption that gives nothing away, where the runtime has it. */
import { constants, generateKeyPairSync, type KeyObject, privateDecrypt, publicEncrypt } from "node:crypto";

/**
 * Undoes RSA with PKCS#1 v1.5 padding. A wrong padding must not be told apart from a right one, by error or by time: whoever can ask
 * often enough would read every message to this key (Bleichenbacher 1998). So it gives some other bytes then ("implicit rejection").
 */
export type UnwrapKey = (privateKey: KeyObject, encrypted: Uint8Array) => Uint8Array;

const unwrap: UnwrapKey = (key, encrypted) => privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, encrypted);

/**
 * The runtime's own `UnwrapKey`, or undefined where it has none that is safe. Found by trying and not by a version: Node.js 20 refuses
 * (CVE-2023-46809), can be told not to, and is then unsafe; from 22 on it depends on the OpenSSL that it was built with.
 */
export const safeUnwrapKey = (): UnwrapKey | undefined => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 512 });
  const sound = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from("sound"));
  const unsound = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, Buffer.alloc(64, 1));
  try {
    const rejected = unwrap(privateKey, unsound);
    const isDeterministic = Buffer.from(rejected).equals(unwrap(privateKey, unsound));
    return isDeterministic && Buffer.from(unwrap(privateKey, sound)).toString() === "sound" ? unwrap : undefined;
  } catch {
    return undefined;
  }
};
