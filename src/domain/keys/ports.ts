import type { HeiId } from "../../kernel/ids.js";
import type { HostKey, KeyPurpose } from "./model.js";

/** Keys of our institutions. */
export interface KeyStore {
  /** All of an institution, withdrawn ones included, oldest first. */
  list(heiId: HeiId): Promise<readonly HostKey[]>;
  /**
   * Changes the keys of one institution, one change at a time whoever asks, in whatever process. A key without `sealed` loses its private
   * part for good. Refuses with 503 when another master secret than that of `seal` seals the database by now.
   */
  change(heiId: HeiId, seal: string, decide: (keys: readonly HostKey[]) => readonly HostKey[]): Promise<readonly HostKey[]>;
  /** A text per institution that is another one whenever its published keys or their states are. */
  marks(): Promise<ReadonlyMap<HeiId, string>>;
  /** Institutions with a key that waits to be used, or that retired before this moment. */
  waiting(retiredBefore: Date): Promise<readonly HeiId[]>;
}

/** Makes key pairs; the private part comes sealed. */
export interface KeyMaker {
  make(purpose: KeyPurpose): Promise<{ readonly fingerprint: string; readonly sealed: string }>;
}

/** Keys that encrypt data at rest, one per purpose, sealed. */
export interface DataKeyStore {
  get(purpose: string): Promise<string | undefined>;
  /** Keeps `sealed` unless there is one for this purpose already; gives what is kept. */
  keepFirst(purpose: string, sealed: string, at: Date): Promise<string>;
}

/** Which master secret seals the database: the fingerprint of its sealing key. */
export interface SealStore {
  /** Any sealed private key, to try a secret on. */
  witness(): Promise<{ readonly fingerprint: string; readonly sealed: string } | undefined>;
  /** The seal in force; undefined before the first process has entered one. */
  inForce(): Promise<{ readonly fingerprint: string; readonly since: Date } | undefined>;
  /** Enters the first one; nothing if there is one. */
  enter(fingerprint: string, at: Date): Promise<void>;
  /** Replaces everything that is sealed, in one transaction; `reseal` maps a sealed value to its new form. Gives how many. */
  change(to: { readonly fingerprint: string; readonly at: Date }, reseal: Reseal): Promise<number>;
}

export interface Reseal {
  readonly privateKey: (fingerprint: string, sealed: string) => string;
  readonly dataKey: (purpose: string, sealed: string) => string;
}
