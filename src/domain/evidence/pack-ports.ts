import type { HeiId } from "../../kernel/ids.js";
import type { Exchange } from "../exchanges/model.js";
import type { Field } from "./fields.js";

/** An exchange with all that its hash covers, and where it stands. */
export interface ChainedExchange {
  readonly exchange: Exchange;
  /** As they are hashed. */
  readonly fields: readonly Field[];
  readonly chain: string;
  readonly height: number;
  readonly place: number;
}

/** A block as a pack shows it; hashes in hex. */
export interface ShownBlock {
  readonly height: number;
  readonly at: string;
  readonly previous: string;
  readonly skip: string;
  readonly names: string | null;
  readonly count: number;
  readonly root: string;
  readonly hash: string;
  /** Of blocks whose exchanges are asked for. */
  readonly leaves?: readonly string[];
}

/** The way from the present end of a chain down to some of its blocks. */
export interface ChainPath {
  readonly chain: string;
  /** Hash of the last block. */
  readonly head: string;
  readonly blocks: readonly ShownBlock[];
}

/** What evidence packs are made of. */
export interface PackSource {
  /** Exchanges with a partner that concern agreements, oldest first, a page at a time. */
  between(heiId: HeiId, partnerHeiId: HeiId): AsyncIterable<ChainedExchange>;
  paths(places: readonly Pick<ChainedExchange, "chain" | "height">[]): Promise<readonly ChainPath[]>;
  /** DER SubjectPublicKeyInfo by fingerprint; those that are not known are left out. */
  signingKeys(fingerprints: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}
