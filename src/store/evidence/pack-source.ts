import { hash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import { HASH_BYTES, rootOf, skippedHeight } from "../../domain/evidence/block.js";
import { contentFields } from "../../domain/evidence/content.js";
import type { ChainedExchange, ChainPath, PackSource, ShownBlock } from "../../domain/evidence/pack-ports.js";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { EvidenceKind } from "../../domain/exchanges/retention.js";
import { type FullRow, textsOf, toExchange } from "../exchanges/rows.js";
import { withBodies } from "../exchanges/with-bodies.js";
import type { Tables } from "../sql/tables.js";

const ROWS_AT_ONCE = 200;
const APIS = ["iias", "iias-approval", "iia-cnr", "iia-approval-cnr"];

export const packSource = (db: Kysely<Tables>, seal: () => Promise<EvidenceSeal>): PackSource => ({
  async *between(heiId, partnerHeiId) {
    const opened = await seal();
    const names = new Map((await db.selectFrom("evidence_chains").selectAll().execute()).map(({ id, name }) => [id, name]));
    for (let after = "0"; ; ) {
      const rows = await withBodies(db).where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("api", "in", APIS)
        .where("endpoint", "not in", ["index", "stats"]).where("chain", "is not", null).where("seq", ">", after).orderBy("seq").limit(ROWS_AT_ONCE).execute();
      for (const row of rows) yield chained(row, names, opened);
      after = rows.at(-1)?.seq ?? after;
      if (rows.length < ROWS_AT_ONCE) return;
    }
  },
  paths: async (places) => {
    const chains = new Map<string, Set<number>>();
    for (const { chain, height } of places) chains.set(chain, (chains.get(chain) ?? new Set()).add(height));
    return Promise.all([...chains].map(([chain, heights]) => pathTo(db, chain, heights)));
  },
  signingKeys: async (fingerprints) => {
    if (fingerprints.length === 0) return new Map();
    const rows = await db.selectFrom("signing_keys").selectAll().where("fingerprint", "in", [...fingerprints]).execute();
    return new Map(rows.map(({ fingerprint, spki }) => [fingerprint, spki]));
  },
});

const chained = (row: FullRow, names: ReadonlyMap<number, string>, seal: EvidenceSeal): ChainedExchange => {
  const exchange = toExchange(row, seal);
  const texts = { ...textsOf(row, seal), requestId: row.request_id, quirks: row.quirks && JSON.stringify(row.quirks) };
  const bodies = { request: digestOf(exchange.requestBody), response: digestOf(exchange.responseBody) };
  return {
    exchange, fields: contentFields(exchange, row.kind as EvidenceKind, { texts, bodies }),
    chain: names.get(row.chain ?? -1) ?? "", height: row.height ?? -1, place: row.place ?? -1,
  };
};

const digestOf = (bytes: Uint8Array | undefined): string | null => (bytes === undefined || bytes.length === 0 ? null : hash("sha256", bytes));

/** From the head down, with the longest steps that do not pass a wanted block. */
const stepsTo = (head: number, wanted: ReadonlySet<number>): number[] => {
  const steps = [head];
  for (const target of [...wanted].sort((a, b) => b - a)) {
    for (let at = steps.at(-1) ?? head; at > target; steps.push(at)) at = skippedHeight(at) >= target ? skippedHeight(at) : at - 1;
  }
  return steps;
};

const pathTo = async (db: Kysely<Tables>, chain: string, wanted: ReadonlySet<number>): Promise<ChainPath> => {
  const { id } = await db.selectFrom("evidence_chains").select("id").where("name", "=", chain).executeTakeFirstOrThrow();
  const head = await db.selectFrom("evidence_blocks").select(["height", "hash"]).where("chain", "=", id).orderBy("height", "desc").limit(1).executeTakeFirstOrThrow();
  const rows = await db.selectFrom("evidence_blocks").selectAll().where("chain", "=", id)
    .where(sql<boolean>`height = any(${stepsTo(head.height, wanted)}::int[])`).orderBy("height").execute();
  const blocks = rows.map((row): ShownBlock => ({
    height: row.height, at: row.at.toISOString(), previous: row.previous.toString("hex"), skip: row.skip.toString("hex"), names: row.names,
    count: row.leaves.length / HASH_BYTES, root: rootOf(row.leaves).toString("hex"), hash: row.hash.toString("hex"),
    ...(wanted.has(row.height) && { leaves: leavesIn(row.leaves) }),
  }));
  return { chain, head: head.hash.toString("hex"), blocks };
};

const leavesIn = (leaves: Buffer): string[] =>
  Array.from({ length: leaves.length / HASH_BYTES }, (_, at) => leaves.toString("hex", at * HASH_BYTES, (at + 1) * HASH_BYTES));
