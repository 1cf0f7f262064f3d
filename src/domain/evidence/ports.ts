import type { HeiId } from "../../kernel/ids.js";
import type { EvidenceKind } from "../exchanges/retention.js";
import type { Head } from "./block.js";

/** What keeps evidence secret at rest and what makes its chain ours; made of one data key. */
export interface EvidenceSeal {
  /** AES-256-GCM under a random IV, bound to a name: moved elsewhere it does not open. */
  seal(bytes: Uint8Array | string, name: string): Buffer;
  /** Throws when the bytes were changed, or were sealed under another name or key. */
  open(sealed: Uint8Array, name: string): Buffer;
  /** The address of a body in the database: keyed, so that nobody can look whether a known document is there. */
  addressOf(sha256: Uint8Array): Buffer;
  /** 32 bytes over `bytes` that nobody makes without the key. */
  mac(bytes: Uint8Array | string): Buffer;
}

/** Something that is not as it was written. */
export interface Finding {
  /** `block 1c0e...:12`, `exchange 7f3a...`, ... */
  readonly where: string;
  readonly what: string;
}

/** What a verification has seen so far. */
export interface Verified {
  readonly blocks: number;
  readonly exchanges: number;
  /** Exchanges that retention removed; their hashes are there. */
  readonly removed: number;
  /** Exchanges of a former version, which are not sealed and chained yet. */
  readonly unchained: number;
  readonly findings: number;
}

export interface VerifyOptions {
  /** Contents of this institution only. Blocks are checked all the same. */
  readonly heiId?: HeiId;
  /** Contents of blocks written at this moment or later only. */
  readonly since?: Date;
  /** Heads that somebody kept elsewhere and that have to be there still. */
  readonly heads?: readonly Head[];
  readonly onFinding: (finding: Finding) => void;
  readonly onProgress?: (verified: Verified) => void;
}

/** Days for which exchanges of each kind are kept. */
export type KeepDays = Readonly<Record<EvidenceKind, number>>;

export interface Removed {
  readonly exchanges: number;
  readonly bodies: number;
  /** Old enough, and kept since an agreement refers to them. */
  readonly referred: number;
  /** False when the time was over before everything was looked at. */
  readonly finished: boolean;
}

/** The chain of evidence as a whole. */
export interface Evidence {
  /** The last blocks: whoever keeps them elsewhere will notice when evidence is cut off. */
  heads(): Promise<readonly Head[]>;
  /** Reads everything, a little at a time, and tells of whatever is not as it was written. */
  verify(options: VerifyOptions): Promise<Verified>;
  /** Removes what is older than its kind is kept; never what an agreement refers to. Undefined when another process is at it. */
  removeOld(keep: KeepDays, limits: { readonly seconds: number }): Promise<Removed | undefined>;
  /** Seals and chains exchanges that a former version wrote; gives how many, 0 when there are none or another process is at it. */
  adoptOld(): Promise<number>;
}
