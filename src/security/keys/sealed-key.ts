import { createPrivateKey, type KeyObject } from "node:crypto";
import { seal, SEAL_VERSION, type SealingKey, unseal } from "./sealing.js";

/** Encrypt a private key for the store, bound to its `keyId`: a sealed key moved to the row of another one does not open. */
export const sealPrivateKey = (sealing: SealingKey, keyId: string, privateKey: KeyObject): string =>
  seal(sealing, { kind: "private key", name: keyId }, privateKey.export({ type: "pkcs8", format: "der" }));

/** The private key from its sealed form. Throws an Error that names the key and the possible causes, and nothing of the content. */
export const openPrivateKey = (sealing: SealingKey, keyId: string, sealed: string): KeyObject => {
  if (sealed.split(".")[0] !== SEAL_VERSION) throw new Error(`The private key ${keyId} is sealed in an unknown format; expected ${SEAL_VERSION}.`);
  try {
    return createPrivateKey({ key: unseal(sealing, { kind: "private key", name: keyId }, sealed), format: "der", type: "pkcs8" });
  } catch {
    throw new Error(`The private key ${keyId} does not open: the master secret is another one, or the stored value was changed or belongs to another key.`);
  }
};
