import { masterSecret, nextSecret } from "../../config/master-secret.js";
import type { Config } from "../../config/settings.js";
import type { Reseal } from "../../domain/keys/ports.js";
import { openDataKey, sealDataKey } from "../../security/keys/data-key.js";
import { openPrivateKey, sealPrivateKey } from "../../security/keys/sealed-key.js";
import { sealingFingerprint, sealingKey, type SealingKey } from "../../security/keys/sealing.js";
import { openNodeStore } from "../store.js";
import type { System } from "../system.js";
import { openMasterSeal } from "./master-seal.js";

export interface Resealed {
  /** Sealed values that were changed; 0 when an interrupted change was only brought to its end. */
  readonly count: number;
  /** Where the former secret is kept, if it was a file of ours. */
  readonly keptFile: string | undefined;
}

/**
 * Seals everything with the next master secret, in one transaction: interrupted at any moment, the database is as before or done, and
 * running this again ends it. Throws an Error that says what is wrong with either secret.
 */
export const reseal = async (config: Config, system: System): Promise<Resealed> => {
  const next = nextSecret(config.store);
  const to = await sealingKey(next.secret);
  const store = await openNodeStore(config, system);
  try {
    await store.migrate();
    const now = system.clock.now();
    const isDone = (await store.seal.inForce())?.fingerprint === sealingFingerprint(to);
    const count = isDone ? 0 : await change(await sealingKey(masterSecret(config.store).secret), to, store, now);
    return { count, keptFile: next.adopt(now) };
  } finally {
    await store.close();
  }
};

const change = async (from: SealingKey, to: SealingKey, store: Awaited<ReturnType<typeof openNodeStore>>, at: Date): Promise<number> => {
  await openMasterSeal(from, store, { now: () => at });
  return store.seal.change({ fingerprint: sealingFingerprint(to), at }, resealing(from, to));
};

/** Every sealed value from one master secret to another. */
export const resealing = (from: SealingKey, to: SealingKey): Reseal => ({
  privateKey: (fingerprint, sealed) => sealPrivateKey(to, fingerprint, openPrivateKey(from, fingerprint, sealed)),
  dataKey: (purpose, sealed) => sealDataKey(to, purpose, openDataKey(from, purpose, sealed)),
});
