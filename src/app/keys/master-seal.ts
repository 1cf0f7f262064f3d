import type { Clock } from "../../kernel/ports.js";
import { openPrivateKey } from "../../security/keys/sealed-key.js";
import { sealingFingerprint, type SealingKey } from "../../security/keys/sealing.js";
import type { Store } from "../../store/open.js";

/** What this process seals with, and how to learn that the database is sealed otherwise by now. */
export interface MasterSeal {
  readonly sealing: SealingKey;
  readonly fingerprint: string;
  /** Throws when the master secret was changed since this process began. */
  check(): Promise<void>;
}

/** Holds the master secret to the one that sealed the database. Throws an Error that says which is wrong and what to do. */
export const openMasterSeal = async (sealing: SealingKey, { seal }: Pick<Store, "seal">, clock: Clock): Promise<MasterSeal> => {
  const fingerprint = sealingFingerprint(sealing);
  const changedAt = async (): Promise<string | undefined> => {
    const inForce = await seal.inForce();
    return inForce === undefined || inForce.fingerprint === fingerprint ? undefined : inForce.since.toISOString();
  };
  if (!(await seal.inForce())) {
    const witness = await seal.witness();
    // A wrong secret must not become the one on record: it has to open what is there.
    if (witness) openPrivateKey(sealing, witness.fingerprint, witness.sealed);
    await seal.enter(fingerprint, clock.now());
  }
  const since = await changedAt();
  if (since !== undefined) throw new Error(`The master secret is not the one that seals this database since ${since}: set PASSERELLE_MASTER_KEY to that one, or the copy of its file; if \`passerelle keys reseal\` was interrupted, run it again.`);
  return {
    sealing, fingerprint,
    check: async () => {
      const changed = await changedAt();
      if (changed !== undefined) throw new Error(`the master secret was changed at ${changed}: start this process anew with the new one; until then it goes on with the keys that it has and cannot change any`);
    },
  };
};
