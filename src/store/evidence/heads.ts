import { sql, type Kysely } from "kysely";
import type { Head } from "../../domain/evidence/block.js";
import type { Tables } from "../sql/tables.js";

/** The last block of every chain that no other chain names yet: all evidence is below these. */
export const openHeads = async (db: Kysely<Tables>): Promise<readonly Head[]> => {
  const { rows: heads } = await sql<Head>`
    select c.name as chain, b.height, encode(b.hash, 'hex') as hash from evidence_chains c
    cross join lateral (select height, hash from evidence_blocks where chain = c.id order by height desc limit 1) b order by c.id`.execute(db);
  const naming = await db.selectFrom("evidence_blocks").select("names").where("names", "is not", null).execute();
  const named = new Set(naming.flatMap(({ names }) => namedHeads(names)).map(headText));
  return heads.filter((head) => !named.has(headText(head)));
};

/** What a block says of other chains. */
export const namedHeads = (names: string | null): readonly Head[] => (names === null ? [] : JSON.parse(names) as Head[]);

export const headText = ({ chain, height, hash }: Head): string => `${chain}:${height}:${hash}`;
