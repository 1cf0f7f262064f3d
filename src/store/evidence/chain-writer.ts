import { createPublicKey, type KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import { blockHash, ChainLinks, rootOf } from "../../domain/evidence/block.js";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { Clock } from "../../kernel/ports.js";
import { isStaleView } from "../sql/failures.js";
import type { EvidenceBlocksTable } from "../sql/evidence-tables.js";
import type { Tables } from "../sql/tables.js";
import { openHeads } from "./heads.js";
import { type HowToWrite, insertBlock } from "./insert-block.js";
import { KnownBodies } from "./known-bodies.js";
import { bodyName, prepare, type Prepared, type WaitingExchange } from "./sealed-row.js";

interface Chain {
  readonly id: number;
  readonly name: string;
  readonly links: ChainLinks;
  /** When it last named the heads of others, milliseconds. */
  namedAt: number;
}

interface Memory {
  readonly seal: EvidenceSeal;
  readonly bodies: KnownBodies;
  readonly keys: Set<string>;
}

const HOUR_MS = 3_600_000;

/**
 * Writes blocks of one chain, which is this process's own: writers never wait for each other. A write that failed may have been done all
 * the same; the chain is then left as it stands in the database, the next write begins another one, and asks first what is there.
 */
export class ChainWriter {
  #chain: Chain | undefined;
  #memory: Memory | undefined;
  #doubtful = false;

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly sealing: () => Promise<EvidenceSeal>,
    private readonly clock: Clock,
  ) {}

  /** Writes exchanges as one block, all or none; those that are there already are left out. One write at a time. */
  async write(exchanges: readonly WaitingExchange[]): Promise<void> {
    try {
      await this.#attempt(this.db, exchanges);
    } catch (error) {
      this.#startAnew();
      if (!isStaleView(error)) throw error;
      await this.#attempt(this.db, exchanges).catch((again: unknown) => {
        this.#startAnew();
        throw again;
      });
    }
  }

  /** Seals and chains exchanges that a former version wrote, within a transaction. */
  async adopt(tx: Kysely<Tables>, exchanges: readonly WaitingExchange[]): Promise<void> {
    this.#doubtful = false;
    try {
      await this.#attempt(tx, exchanges, "adopt");
    } catch (error) {
      this.#startAnew();
      throw error;
    }
  }

  #startAnew(): void {
    this.#chain = undefined;
    this.#memory?.bodies.forget();
    this.#memory?.keys.clear();
    this.#doubtful = true;
  }

  async #attempt(db: Kysely<Tables>, given: readonly WaitingExchange[], how: HowToWrite = "insert"): Promise<void> {
    const memory = (this.#memory ??= memoryWith(await this.sealing()));
    const exchanges = this.#doubtful ? await missing(db, given) : given;
    this.#doubtful = false;
    if (exchanges.length === 0) return;
    const chain = (this.#chain ??= await openChain(db));
    const names = await this.#names(db, chain);
    const prepared = exchanges.map((exchange) => prepare(exchange, memory.seal, memory.bodies.addressOf));
    const bodies = newBodies(prepared, memory);
    const keys = newKeys(exchanges, memory);
    const block = blockOf(chain, prepared, { at: this.clock.now(), names, seal: memory.seal });
    await insertBlock(db, how, { block, rows: prepared.map(({ row }) => row), bodies: [...bodies.values()], keys: [...keys.values()] });
    chain.links.push(block.hash);
    memory.bodies.stored(bodies.keys());
    for (const fingerprint of keys.keys()) memory.keys.add(fingerprint);
  }

  /** Every hour a chain names where the others are: what is cut off below that is missed from then on. */
  async #names(db: Kysely<Tables>, chain: Chain): Promise<string | null> {
    const now = this.clock.now().getTime();
    if (now - chain.namedAt < HOUR_MS) return null;
    const heads = (await openHeads(db)).filter((head) => head.chain !== chain.name);
    chain.namedAt = now;
    return heads.length === 0 ? null : JSON.stringify(heads);
  }
}

/** Those that the database does not have. */
const missing = async (db: Kysely<Tables>, exchanges: readonly WaitingExchange[]): Promise<readonly WaitingExchange[]> => {
  const rows = await db.selectFrom("exchanges").select("id").where("id", "in", exchanges.map(({ id }) => id)).execute();
  const there = new Set(rows.map(({ id }) => id));
  return exchanges.filter(({ id }, at) => !there.has(id) && exchanges.findIndex((other) => other.id === id) === at);
};

const openChain = async (db: Kysely<Tables>): Promise<Chain> => {
  const { id, name } = await db.insertInto("evidence_chains").defaultValues().returning(["id", "name"]).executeTakeFirstOrThrow();
  return { id, name, links: new ChainLinks(), namedAt: Number.NEGATIVE_INFINITY };
};

const memoryWith = (seal: EvidenceSeal): Memory => ({ seal, bodies: new KnownBodies(seal), keys: new Set() });

const newBodies = (prepared: readonly Prepared[], { seal, bodies: known }: Memory) => {
  const bodies = new Map<string, { readonly address: Buffer; readonly sealed: Buffer }>();
  for (const { digest, address, bytes } of prepared.flatMap((one) => one.bodies)) {
    if (!known.isStored(digest) && !bodies.has(digest)) bodies.set(digest, { address, sealed: seal.seal(bytes, bodyName(address)) });
  }
  return bodies;
};

const newKeys = (exchanges: readonly WaitingExchange[], { keys: known }: Memory) => {
  const keys = new Map<string, { readonly fingerprint: string; readonly spki: Buffer }>();
  for (const { fingerprint, key } of exchanges.flatMap(({ signedWith = [] }) => signedWith)) {
    if (!known.has(fingerprint) && !keys.has(fingerprint)) keys.set(fingerprint, { fingerprint, spki: spkiOf(key) });
  }
  return keys;
};

const spkiOf = (key: KeyObject): Buffer => (key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "der" });

const blockOf = ({ id, name, links }: Chain, prepared: readonly Prepared[], { at, names, seal }: { readonly at: Date; readonly names: string | null; readonly seal: EvidenceSeal }): EvidenceBlocksTable => {
  const leaves = Buffer.concat(prepared.map(({ leaf }) => leaf));
  const { previous, skip } = links.links();
  const hash = blockHash({ chain: name, height: links.next, at, previous, skip, names, count: prepared.length, root: rootOf(leaves) });
  return { chain: id, height: links.next, at, previous, skip, names, leaves, hash, seal: seal.mac(hash) };
};
