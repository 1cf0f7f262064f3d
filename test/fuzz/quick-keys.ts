import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Snapshot } from "../../src/registry/model.js";
import { testKey, type TestKey } from "../support/registry/catalogue-xml.js";

/** Signing takes an eighth of the time that it takes with 2048 bits, and half of a case was signing. */
const BITS = 512;

export interface QuickKeys {
  /** A key under the name of a proper one, which a catalogue accepts. */
  make(): TestKey;
  /** The snapshot with the quick keys in place of the proper ones. */
  within(snapshot: Snapshot): Snapshot;
}

/** Keys that are quick to sign with: too short for a catalogue, which is why they stand in for keys that it lists. All else is as with any key. */
export const quickKeys = (): QuickKeys => {
  const publicKeys = new Map<string, KeyObject>();
  return {
    make: () => {
      const proper = testKey();
      const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: BITS });
      publicKeys.set(proper.fingerprint, publicKey);
      return { ...proper, privateKey };
    },
    within: (snapshot) => ({
      ...snapshot,
      clientKey: (keyId) => {
        const known = snapshot.clientKey(keyId);
        return known && { ...known, publicKey: publicKeys.get(keyId) ?? known.publicKey };
      },
      serverKey: (entry, keyId) => {
        const known = snapshot.serverKey(entry, keyId);
        return known && (publicKeys.get(keyId) ?? known);
      },
    }),
  };
};
