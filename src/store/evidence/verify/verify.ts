import { hash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Head } from "../../../domain/evidence/block.js";
import type { EvidenceSeal, Finding, Verified, VerifyOptions } from "../../../domain/evidence/ports.js";
import type { Tables } from "../../sql/tables.js";
import { BodyDigests } from "./body-digests.js";
import { headText } from "../heads.js";
import { type BlockRow, readChain } from "./read-blocks.js";
import { ChainCheck, type Seen } from "./verify-chain.js";

/** Reads all chains, then whatever stands beside them. Needs memory for about a thousand exchanges. */
export const verifyEvidence = async (db: Kysely<Tables>, seal: EvidenceSeal, options: VerifyOptions): Promise<Verified> => {
  const seen: Seen = { blocks: 0, exchanges: 0, removed: 0, named: [...(options.heads ?? [])] };
  let findings = 0;
  const tell = (finding: Finding): void => {
    findings += 1;
    options.onFinding(finding);
  };
  const state = (unchained = 0): Verified => ({ blocks: seen.blocks, exchanges: seen.exchanges, removed: seen.removed, unchained, findings });
  const inspected = ({ at }: BlockRow): boolean => options.since === undefined || at >= options.since;
  const bodies = new BodyDigests(db, seal);
  for (const { id, name } of await db.selectFrom("evidence_chains").selectAll().orderBy("id").execute()) {
    const check = new ChainCheck({ name, seal, bodies, tell, wanted: (row) => options.heiId === undefined || row.hei_id === options.heiId }, seen);
    for await (const run of readChain(db, id, inspected)) {
      await check.run(run, inspected);
      options.onProgress?.(state());
    }
  }
  await missingHeads(db, seen.named, tell);
  for (const look of [strayRows, strayRemovals, changedKeys, missingReferences]) await look(db, tell);
  return state(await unchainedRows(db, tell));
};

type Look = (db: Kysely<Tables>, tell: (finding: Finding) => void) => Promise<void>;
const MOST_TOLD = 100;

/** What was the end of a chain once has to be there for ever. */
const missingHeads = async (db: Kysely<Tables>, heads: readonly Head[], tell: (finding: Finding) => void): Promise<void> => {
  const wanted = [...new Map(heads.map((head) => [headText(head), head])).values()];
  const { rows } = await sql<Head>`
    select w.chain, w.height, w.hash from unnest(${wanted.map(({ chain }) => chain)}::text[], ${wanted.map(({ height }) => height)}::int[], ${wanted.map(({ hash: text }) => text)}::text[]) as w (chain, height, hash)
    where not exists (select from evidence_chains c join evidence_blocks b on b.chain = c.id where c.name = w.chain and b.height = w.height and encode(b.hash, 'hex') = w.hash)`.execute(db);
  for (const head of rows) tell({ where: `block ${head.chain}:${head.height}`, what: "it was the end of its chain once and is missing or another one now" });
};

const strayRows: Look = async (db, tell) => {
  const { rows } = await sql<{ id: string }>`
    select id from exchanges e where chain is not null
    and not exists (select from evidence_blocks b where b.chain = e.chain and b.height = e.height) limit ${MOST_TOLD}`.execute(db);
  for (const { id } of rows) tell({ where: `exchange ${id}`, what: "the block that it should be in does not exist" });
};

const strayRemovals: Look = async (db, tell) => {
  const { rows } = await sql<{ chain: number; height: number }>`
    select chain, height from evidence_removals r where not exists (select from evidence_blocks b where b.chain = r.chain and b.height = r.height) limit ${MOST_TOLD}`.execute(db);
  for (const { chain, height } of rows) tell({ where: `removal ${chain}:${height}`, what: "the block that it is about does not exist" });
};

const changedKeys: Look = async (db, tell) => {
  for (const { fingerprint, spki } of await db.selectFrom("signing_keys").selectAll().execute()) {
    if (hash("sha256", spki) !== fingerprint) tell({ where: `key ${fingerprint}`, what: "it is not the key with this fingerprint" });
  }
};

/** Agreements name the exchanges that prove them. */
const missingReferences: Look = async (db, tell) => {
  const { rows } = await sql<{ id: string }>`
    select distinct id from (
      select doc ->> 'exchangeId' as id from partner_versions
      union all select jsonb_array_elements_text(jsonb_path_query_array(doc, '$.**.exchangeId')) from agreements) r
    where id is not null and not exists (select from exchanges e where e.id = r.id) limit ${MOST_TOLD}`.execute(db);
  for (const { id } of rows) tell({ where: `exchange ${id}`, what: "an agreement refers to it, and it is missing" });
};

const unchainedRows = async (db: Kysely<Tables>, tell: (finding: Finding) => void): Promise<number> => {
  const { rows } = await sql<{ id: string }>`select id from exchanges where chain is null and sealed is not null limit ${MOST_TOLD}`.execute(db);
  for (const { id } of rows) tell({ where: `exchange ${id}`, what: "it was taken out of its block" });
  const { count } = await db.selectFrom("exchanges").select(({ fn }) => fn.countAll<string>().as("count")).where("chain", "is", null).where("sealed", "is", null).executeTakeFirstOrThrow();
  return Number(count);
};
