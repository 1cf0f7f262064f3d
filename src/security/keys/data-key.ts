import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { seal, type SealingKey, unseal } from "./sealing.js";

/** 256 random bits that encrypt what the database holds, e.g. bodies with AES-256-GCM. */
export type DataKey = KeyObject & { readonly type: "secret" };

const BYTES = 32;

/** A fresh data key in its sealed form, bound to its purpose. A new master secret seals it anew, and what it encrypts stays as it is. */
export const newSealedDataKey = (sealing: SealingKey, purpose: string): string => seal(sealing, labelOf(purpose), randomBytes(BYTES));

/** A data key sealed anew, with another master secret. */
export const sealDataKey = (sealing: SealingKey, purpose: string, key: DataKey): string => seal(sealing, labelOf(purpose), key.export());

/** The data key from its sealed form. Throws an Error that names the purpose and the possible causes. */
export const openDataKey = (sealing: SealingKey, purpose: string, sealed: string): DataKey => {
  try {
    return createSecretKey(unseal(sealing, labelOf(purpose), sealed)) as DataKey;
  } catch {
    throw new Error(`The data key for ${purpose} does not open: the master secret is another one, or the stored value was changed or belongs to another purpose.`);
  }
};

const labelOf = (purpose: string) => ({ kind: "data key", name: purpose }) as const;
