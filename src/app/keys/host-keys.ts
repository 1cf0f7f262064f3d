import { createPublicKey, type KeyObject } from "node:crypto";
import { isPublished, type HostKey, type KeyPurpose, stateOf } from "../../domain/keys/model.js";
import type { KeyMaker, KeyStore } from "../../domain/keys/ports.js";
import type { HostKeys, KeysOfHost } from "../../ewp/runtime/ports.js";
import type { HeiId } from "../../kernel/ids.js";
import { generateKeyPair } from "../../security/keys/key-pair.js";
import { fingerprintOf, spkiBase64Of } from "../../security/keys/public-key.js";
import { openPrivateKey, sealPrivateKey } from "../../security/keys/sealed-key.js";
import type { SealingKey } from "../../security/keys/sealing.js";

/** A fresh pair whose private part leaves this function sealed only. */
export const keyMaker = (sealing: SealingKey): KeyMaker => ({
  make: async () => {
    const { publicKey, privateKey } = await generateKeyPair();
    const fingerprint = fingerprintOf(publicKey);
    return { fingerprint, sealed: sealPrivateKey(sealing, fingerprint, privateKey) };
  },
});

/** The private keys of the institutions that this node serves: sealed in the store, opened once, asked from memory. */
export class HostKeyRing implements HostKeys {
  readonly #hosts = new Map<string, KeysOfHost>();
  #marks: ReadonlyMap<HeiId, string> = new Map();

  constructor(
    private readonly store: Pick<KeyStore, "list" | "marks">,
    private readonly sealing: SealingKey,
    /** How long partners need to know a key, milliseconds. */
    private readonly graceMs: number,
  ) {}

  keysOf(heiId: string): KeysOfHost | undefined {
    return this.#hosts.get(heiId);
  }

  /** From now on this process signs and publishes by these keys of an institution. */
  use(heiId: HeiId, keys: readonly HostKey[]): void {
    const opened = keys.filter(isPublished).flatMap((key) => (key.sealed === undefined ? [] : [{ key, privateKey: openPrivateKey(this.sealing, key.fingerprint, key.sealed) }]));
    this.#hosts.set(heiId, toKeysOfHost(opened, this.graceMs));
  }

  /** Takes up what other processes changed. Institutions whose keys do not open keep those that they had; the first such failure is thrown at the end. */
  async follow(): Promise<void> {
    const marks = new Map(await this.store.marks());
    const failures: unknown[] = [];
    for (const [heiId, mark] of marks) {
      if (this.#marks.get(heiId) === mark) continue;
      try {
        this.use(heiId, await this.store.list(heiId));
      } catch (error) {
        failures.push(error);
        marks.delete(heiId);
      }
    }
    this.#marks = marks;
    if (failures.length > 0) throw failures[0];
  }
}

interface OpenedKey {
  readonly key: HostKey;
  readonly privateKey: KeyObject;
}

const toKeysOfHost = (opened: readonly OpenedKey[], graceMs: number): KeysOfHost => {
  const ofPurpose = (purpose: KeyPurpose) => opened.filter(({ key }) => key.purpose === purpose);
  const signer = (purpose: KeyPurpose) => {
    const used = ofPurpose(purpose).find(({ key }) => stateOf(key) === "in-use");
    if (!used) throw new RangeError(`no ${purpose} key is in use`);
    return { keyId: used.key.fingerprint, privateKey: used.privateKey, knownFrom: new Date((used.key.seenAt ?? used.key.usedAt ?? used.key.createdAt).getTime() + graceMs) };
  };
  const published = (purpose: KeyPurpose) => ofPurpose(purpose).map(({ privateKey }) => spkiBase64Of(createPublicKey(privateKey)));
  const decryptionKeys = new Map(opened.map(({ key, privateKey }) => [key.fingerprint, privateKey]));
  return { decryptionKeys, client: signer("client"), server: signer("server"), publishedClientKeys: published("client"), publishedServerKeys: published("server") };
};
