import { blockHash, ChainLinks, HASH_BYTES, type Head, NO_BLOCK, rootOf } from "../../../domain/evidence/block.js";
import type { EvidenceSeal, Finding } from "../../../domain/evidence/ports.js";
import { removalText } from "../../../domain/evidence/removal.js";
import type { BodyDigests } from "./body-digests.js";
import { rowProblem } from "./check-row.js";
import { namedHeads } from "../heads.js";
import { type BlockRow, type ChainedRow, isWhole, type RemovalRow, type Run } from "./read-blocks.js";

export interface ChainToCheck {
  /** UUID. */
  readonly name: string;
  readonly seal: EvidenceSeal;
  readonly bodies: BodyDigests;
  readonly wanted: (row: ChainedRow) => boolean;
  readonly tell: (finding: Finding) => void;
}

/** What was seen of a chain. */
export interface Seen {
  blocks: number;
  exchanges: number;
  removed: number;
  readonly named: Head[];
}

/** Checks one chain, a run of blocks after the other. */
export class ChainCheck {
  readonly #links = new ChainLinks();
  #broken = false;
  #next = 0;
  #below = NO_BLOCK;
  #lastSeq = -1n;

  constructor(private readonly chain: ChainToCheck, private readonly seen: Seen) {}

  /** `inspected` says of which blocks the exchanges were read. */
  async run({ blocks, rows, removals }: Run, inspected: (block: BlockRow) => boolean): Promise<void> {
    await this.chain.bodies.load(rows.filter(this.chain.wanted).flatMap((row) => [row.request_address, row.response_address].filter((address) => address !== null)));
    for (const block of blocks) {
      this.#block(block);
      if (inspected(block)) this.#exchanges(block, rows.filter(({ height }) => height === block.height), this.#removedFrom(block, removals));
    }
  }

  #block(block: BlockRow): void {
    this.seen.blocks += 1;
    if (block.height < this.#next) return this.#tell(block, "it has an impossible place in the chain");
    const linked = this.#follows(block);
    const hash = blockHash({ ...block, chain: this.chain.name, count: block.leaves.length / HASH_BYTES, root: rootOf(block.leaves) });
    if (!linked) this.#tell(block, "it does not follow the block below");
    else if (!hash.equals(block.hash) || !isWhole(block)) this.#tell(block, "it was changed");
    else if (!this.chain.seal.mac(block.hash).equals(block.seal)) this.#tell(block, "it was not written by this node");
    if (hash.equals(block.hash)) this.seen.named.push(...namedHeads(block.names));
    if (!this.#broken) this.#links.push(block.hash);
    this.#next = block.height + 1;
    this.#below = block.hash;
  }

  /** Above a gap the hash of the block below is all that is left to compare. */
  #follows(block: BlockRow): boolean {
    if (block.height > this.#next) {
      this.#tell(block, `${block.height - this.#next} of the blocks below it are missing`);
      this.#broken = true;
      return true;
    }
    if (this.#broken) return block.previous.equals(this.#below);
    const { previous, skip } = this.#links.links();
    return block.previous.equals(previous) && block.skip.equals(skip);
  }

  #removedFrom(block: BlockRow, removals: readonly RemovalRow[]): ReadonlySet<number> {
    const valid = removals.filter((removal) => removal.height === block.height && this.#isOurs(removal));
    return new Set(valid.flatMap(({ places }) => places));
  }

  #isOurs(removal: RemovalRow): boolean {
    const ours = isWhole(removal) && this.chain.seal.mac(removalText({ ...removal, chain: this.chain.name })).equals(removal.seal);
    if (!ours) this.#tell(removal, "a removal of exchanges from it is not by this node's retention, or was changed");
    return ours;
  }

  #exchanges(block: BlockRow, rows: readonly ChainedRow[], removed: ReadonlySet<number>): void {
    const byPlace = new Map(rows.map((row) => [row.place, row]));
    const count = Math.floor(block.leaves.length / HASH_BYTES);
    for (let place = 0; place < count; place++) {
      const row = byPlace.get(place);
      if (row) this.#row(row, block.leaves.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES));
      else if (removed.has(place)) this.seen.removed += 1;
      else this.#tell(block, `the exchange at place ${place} is missing`);
    }
    for (const { id, place } of rows) if (place === null || place < 0 || place >= count) this.chain.tell({ where: `exchange ${id}`, what: "it was added to the block afterwards" });
  }

  #row(row: ChainedRow, leaf: Buffer): void {
    const ordered = BigInt(row.seq) > this.#lastSeq;
    this.#lastSeq = BigInt(row.seq);
    if (!this.chain.wanted(row)) return;
    this.seen.exchanges += 1;
    const problem = rowProblem(row, leaf, this.chain.seal, this.chain.bodies) ?? (ordered ? undefined : "it stands in another order than it was written");
    if (problem !== undefined) this.chain.tell({ where: `exchange ${row.id}`, what: problem });
  }

  #tell({ height }: { readonly height: number }, what: string): void {
    this.chain.tell({ where: `block ${this.chain.name}:${height}`, what });
  }
}
