import { editConflict, notAllowedNow, notFound } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import { KEY_PURPOSES, type HostKey, type KeyPolicy, type KeyPurpose, type Sighting, stateOf } from "./model.js";
import type { KeyMaker, KeyStore } from "./ports.js";
import { advance, keyIn, withdraw } from "./transitions.js";

interface Parts {
  readonly store: KeyStore;
  /** Fingerprint of the sealing key of this process. */
  readonly seal: string;
  readonly maker: KeyMaker;
  readonly isSeen: Sighting;
  readonly policy: KeyPolicy;
  readonly clock: Clock;
  /** Called after every change, so that this process signs and publishes by it at once. */
  readonly changed: (heiId: HeiId, keys: readonly HostKey[]) => void;
}

export interface HostKeyService {
  /** Those of an institution, withdrawn ones included, oldest first. */
  list(heiId: HeiId): Promise<readonly HostKey[]>;
  /** A key in use for each purpose: makes what is missing. */
  provide(heiId: HeiId): Promise<readonly HostKey[]>;
  /** Announces a new key for each of `purposes`. Refuses with 409 while an earlier one is only announced. */
  rotate(heiId: HeiId, purposes?: readonly KeyPurpose[]): Promise<readonly HostKey[]>;
  /** Takes a key out of the manifest at once. Refuses with 404 an unknown one, with 422 one that signs and is not compromised. */
  withdraw(heiId: HeiId, fingerprint: string, compromised: boolean): Promise<readonly HostKey[]>;
  /** Does what is due for all institutions; safe at any time, in any number of processes. */
  advance(): Promise<void>;
}

export const createHostKeys = (parts: Parts): HostKeyService => {
  const { store, maker, clock, isSeen, policy, seal } = parts;
  const fresh = async (heiId: HeiId, purpose: KeyPurpose): Promise<HostKey> => ({ heiId, purpose, ...(await maker.make(purpose)), createdAt: clock.now() });
  const change = async (heiId: HeiId, decide: (keys: readonly HostKey[]) => readonly HostKey[]): Promise<readonly HostKey[]> => {
    const keys = await store.change(heiId, seal, decide);
    parts.changed(heiId, keys);
    return keys;
  };
  const due = (keys: readonly HostKey[]) => advance(keys, { now: clock.now(), isSeen, policy });

  return {
    list: (heiId) => store.list(heiId),
    provide: async (heiId) => {
      const present = await store.list(heiId);
      const missing = KEY_PURPOSES.filter((purpose) => !keyIn(present, purpose, "in-use"));
      const made = await Promise.all(missing.map((purpose) => fresh(heiId, purpose)));
      // Another process may have made the same meanwhile: what it made counts.
      return change(heiId, (keys) => due([...keys, ...made.filter(({ purpose }) => !keyIn(keys, purpose, "in-use") && !keyIn(keys, purpose, "announced"))]));
    },
    rotate: async (heiId, purposes = KEY_PURPOSES) => {
      refuseRotating(await store.list(heiId), purposes);
      const made = await Promise.all(purposes.map((purpose) => fresh(heiId, purpose)));
      return change(heiId, (keys) => {
        refuseRotating(keys, purposes);
        return [...keys, ...made];
      });
    },
    withdraw: async (heiId, fingerprint, compromised) => {
      const { purpose } = withdrawable(await store.list(heiId), fingerprint, compromised);
      const substitute = compromised ? await fresh(heiId, purpose) : undefined;
      return change(heiId, (keys) => {
        withdrawable(keys, fingerprint, compromised);
        return withdraw(keys, { fingerprint, compromised, substitute, now: clock.now() });
      });
    },
    advance: async () => {
      for (const heiId of await store.waiting(new Date(clock.now().getTime() - policy.overlapMs))) {
        const keys = await store.list(heiId);
        if (due(keys).some((key, at) => key !== keys[at])) await change(heiId, due);
      }
    },
  };
};

const refuseRotating = (keys: readonly HostKey[], purposes: readonly KeyPurpose[]): void => {
  const [announced] = purposes.flatMap((purpose) => keyIn(keys, purpose, "announced") ?? []);
  if (!announced) return;
  throw editConflict(`The ${announced.purpose} key ${announced.fingerprint} is announced already and does not sign yet; expected one rotation at a time. Withdraw it to begin anew.`,
    "The keys are being changed already.", { code: "rotation-in-progress", details: { fingerprint: announced.fingerprint } });
};

const withdrawable = (keys: readonly HostKey[], fingerprint: string, compromised: boolean): HostKey => {
  const key = keys.find((one) => one.fingerprint === fingerprint && one.withdrawnAt === undefined);
  if (!key) throw notFound("This institution has no published key with this fingerprint.", { code: "no-such-key" });
  if (!compromised && stateOf(key) === "in-use") {
    throw notAllowedNow("This key signs; expected a retiring or announced one. Rotate it, or withdraw it as compromised.",
      "This key is in use. Rotate the keys instead, or say that it is compromised.", { code: "key-in-use" });
  }
  return key;
};
