import { sql, type Kysely, type Selectable } from "kysely";
import type { Row } from "../../exchanges/rows.js";
import type { EvidenceBlocksTable } from "../../sql/evidence-tables.js";
import type { Tables } from "../../sql/tables.js";

/** A moment as PostgreSQL has it, which is finer than a `Date`. */
export type Micros = { readonly micros: string };
const micros = sql<string>`(extract(epoch from at) * 1000000)::bigint`.as("micros");

export type BlockRow = Selectable<EvidenceBlocksTable> & Micros;
export type ChainedRow = Row & Micros;
export interface RemovalRow extends Micros {
  readonly height: number;
  readonly at: Date;
  readonly places: readonly number[];
  readonly seal: Buffer;
}

/** True for a moment that was written by us: they have whole milliseconds. */
export const isWhole = ({ at, micros }: Micros & { readonly at: Date }): boolean => micros === `${at.getTime()}000`;

const BLOCKS_AT_ONCE = 500;
const ROWS_AT_ONCE = 1_000;
const LEAF_BYTES = 32;

/** Some blocks with all that belongs to them. */
export interface Run {
  readonly blocks: readonly BlockRow[];
  readonly rows: readonly ChainedRow[];
  readonly removals: readonly RemovalRow[];
}

/** A chain from its beginning, about a thousand exchanges at a time. `withRows` says whether those of a block are wanted. */
export async function* readChain(db: Kysely<Tables>, chain: number, withRows: (block: BlockRow) => boolean): AsyncGenerator<Run> {
  for (let from = -2147483648; ; ) {
    const page = await db.selectFrom("evidence_blocks").selectAll().select(micros).where("chain", "=", chain).where("height", ">=", from)
      .orderBy("height").limit(BLOCKS_AT_ONCE).execute();
    for (const blocks of runs(page)) yield { blocks, ...(await contents(db, chain, blocks.filter(withRows))) };
    const last = page.at(-1);
    if (!last || page.length < BLOCKS_AT_ONCE) return;
    from = last.height + 1;
  }
}

function* runs(page: readonly BlockRow[]): Generator<readonly BlockRow[]> {
  let run: BlockRow[] = [];
  let rows = 0;
  for (const block of page) {
    run.push(block);
    rows += block.leaves.length / LEAF_BYTES;
    if (rows < ROWS_AT_ONCE) continue;
    yield run;
    run = [];
    rows = 0;
  }
  if (run.length > 0) yield run;
}

const contents = async (db: Kysely<Tables>, chain: number, blocks: readonly BlockRow[]): Promise<Omit<Run, "blocks">> => {
  if (blocks.length === 0) return { rows: [], removals: [] };
  const heights = sql<boolean>`height = any(${blocks.map(({ height }) => height)}::int[])`;
  const rows = await db.selectFrom("exchanges").selectAll().select(micros).where("chain", "=", chain).where(heights).orderBy("height").orderBy("place").execute();
  const removals = await db.selectFrom("evidence_removals").select(["height", "at", "places", "seal"]).select(micros).where("chain", "=", chain).where(heights).execute();
  return { rows, removals };
}
