import { createPublicKey, type KeyObject } from "node:crypto";
import type { KeyStore, StoredKey } from "../domain/institutions/ports.js";
import type { HostKeys, KeysOfHost } from "../ewp/runtime/ports.js";
import type { HeiId } from "../kernel/ids.js";
import type { Clock } from "../kernel/ports.js";
import { generateKeyPair } from "../security/keys/key-pair.js";
import { fingerprintOf, spkiBase64Of } from "../security/keys/public-key.js";
import { openPrivateKey, sealPrivateKey } from "../security/keys/sealed-key.js";
import type { SealingKey } from "../security/keys/sealing.js";

const PURPOSES = ["client", "server"] as const;

interface OpenedKey {
  readonly stored: StoredKey;
  readonly privateKey: KeyObject;
}

/** The private keys of the institutions that this node serves: sealed in the store, opened once, asked from memory. */
export class HostKeyRing implements HostKeys {
  readonly #opened = new Map<string, KeysOfHost>();

  constructor(
    private readonly keys: KeyStore,
    private readonly sealing: SealingKey,
    private readonly clock: Clock,
  ) {}

  keysOf(heiId: string): KeysOfHost | undefined {
    return this.#opened.get(heiId);
  }

  /** Opens the keys of an institution; makes those that are missing, a pair per purpose (PROTOCOL 2.1 rules 6 and 7). */
  async provide(heiId: HeiId): Promise<KeysOfHost> {
    const known = this.#opened.get(heiId);
    if (known) return known;
    await this.#makeMissing(heiId);
    // Read again: another process may have made the same keys meanwhile, and all of them count.
    const host = toKeysOfHost((await this.keys.list(heiId)).map((stored) => this.#open(stored)));
    this.#opened.set(heiId, host);
    return host;
  }

  async #makeMissing(heiId: HeiId): Promise<void> {
    const present = new Set((await this.keys.list(heiId)).filter(({ retiredAt }) => !retiredAt).map(({ purpose }) => purpose));
    for (const purpose of PURPOSES.filter((wanted) => !present.has(wanted))) {
      const { publicKey, privateKey } = await generateKeyPair();
      const fingerprint = fingerprintOf(publicKey);
      await this.keys.add({ heiId, purpose, fingerprint, sealed: sealPrivateKey(this.sealing, fingerprint, privateKey), createdAt: this.clock.now() });
    }
  }

  #open(stored: StoredKey): OpenedKey {
    return { stored, privateKey: openPrivateKey(this.sealing, stored.fingerprint, stored.sealed) };
  }
}

/** Signs with the oldest key that is in use, so that a second one is published before it signs. */
const toKeysOfHost = (opened: readonly OpenedKey[]): KeysOfHost => {
  const ofPurpose = (purpose: StoredKey["purpose"]) => opened
    .filter(({ stored }) => stored.purpose === purpose)
    .sort((a, b) => a.stored.createdAt.getTime() - b.stored.createdAt.getTime());
  const signer = (purpose: StoredKey["purpose"]) => {
    const used = ofPurpose(purpose).find(({ stored }) => !stored.retiredAt);
    if (!used) throw new RangeError(`no ${purpose} key is in use`);
    return { keyId: used.stored.fingerprint, privateKey: used.privateKey };
  };
  const published = (purpose: StoredKey["purpose"]) => ofPurpose(purpose).map(({ privateKey }) => spkiBase64Of(createPublicKey(privateKey)));
  const decryptionKeys = new Map(opened.map(({ stored, privateKey }) => [stored.fingerprint, privateKey]));
  return { decryptionKeys, client: signer("client"), server: signer("server"), publishedClientKeys: published("client"), publishedServerKeys: published("server") };
};
