import { hash } from "node:crypto";
import { encodeFields } from "./fields.js";

/** First field of the encoding; another number would be another encoding. */
export const BLOCK_FORMAT = "passerelle block 1";
export const HASH_BYTES = 32;

/** What the hash of a block covers. A block stands for the exchanges of one write; each process writes a chain of its own. */
export interface BlockHeader {
  /** UUID of the chain. */
  readonly chain: string;
  /** 0, 1, 2, ... within the chain. */
  readonly height: number;
  readonly at: Date;
  /** Hash of the block below; zeros at height 0. */
  readonly previous: Buffer;
  /** Hash of the block at `skippedHeight`: with it any two blocks of a chain are a few dozen steps apart. Zeros at height 0. */
  readonly skip: Buffer;
  /** Heads of other chains as they were then, as JSON: what ties the chains together. */
  readonly names: string | null;
  readonly count: number;
  /** SHA-256 over the leaves in their order. */
  readonly root: Buffer;
}

/** Where the head of a chain is; `passerelle evidence head` prints it as `chain:height:hash`. */
export interface Head {
  readonly chain: string;
  readonly height: number;
  /** Hex. */
  readonly hash: string;
}

/** Stands for the block below the first. */
export const NO_BLOCK: Buffer = Buffer.alloc(HASH_BYTES);

export const rootOf = (leaves: Uint8Array): Buffer => hash("sha256", leaves, "buffer");

export const blockHash = ({ chain, height, at, previous, skip, names, count, root }: BlockHeader): Buffer =>
  hash("sha256", encodeFields([
    BLOCK_FORMAT, chain, String(height), at.toISOString(), previous.toString("hex"), skip.toString("hex"), names, String(count), root.toString("hex"),
  ]), "buffer");

/** The height that a block names besides the one below: its own with the lowest set bit cleared. */
export const skippedHeight = (height: number): number => height & (height - 1);

/** Walks up a chain and knows the two hashes that the next block has to name. */
export class ChainLinks {
  /** Heights from which coming blocks skip: those of the present height with low bits cleared, never more than 32. */
  readonly #steps: { readonly height: number; readonly hash: Buffer }[] = [];

  /** Height of the next block. */
  get next(): number {
    return (this.#steps.at(-1)?.height ?? -1) + 1;
  }

  /** What the next block has to name. */
  links(): Pick<BlockHeader, "previous" | "skip"> {
    const previous = this.#steps.at(-1)?.hash ?? NO_BLOCK;
    const from = skippedHeight(this.next);
    return { previous, skip: this.#steps.findLast(({ height }) => height <= from)?.hash ?? NO_BLOCK };
  }

  push(hash: Buffer): void {
    const height = this.next;
    const from = skippedHeight(height);
    while ((this.#steps.at(-1)?.height ?? -1) > from) this.#steps.pop();
    this.#steps.push({ height, hash });
  }
}
