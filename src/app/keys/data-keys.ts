import type { DataKeyStore } from "../../domain/keys/ports.js";
import type { Clock } from "../../kernel/ports.js";
import { type DataKey, newSealedDataKey, openDataKey } from "../../security/keys/data-key.js";
import type { SealingKey } from "../../security/keys/sealing.js";

/** The key that encrypts data of one purpose: made once per database, the same in all processes, opened once per process. */
export type DataKeys = (purpose: string) => Promise<DataKey>;

export const createDataKeys = ({ store, sealing, clock }: { readonly store: DataKeyStore; readonly sealing: SealingKey; readonly clock: Clock }): DataKeys => {
  const opened = new Map<string, Promise<DataKey>>();
  const open = async (purpose: string): Promise<DataKey> => {
    const sealed = (await store.get(purpose)) ?? (await store.keepFirst(purpose, newSealedDataKey(sealing, purpose), clock.now()));
    return openDataKey(sealing, purpose, sealed);
  };
  return (purpose) => {
    const known = opened.get(purpose) ?? open(purpose);
    opened.set(purpose, known);
    known.catch(() => opened.delete(purpose));
    return known;
  };
};
