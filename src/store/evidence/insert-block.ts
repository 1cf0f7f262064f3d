import { CompiledQuery, type Kysely } from "kysely";
import type { EvidenceBlocksTable, Tables } from "../sql/tables.js";
import type { SealedRow } from "./sealed-row.js";

/** Everything that one write brings. */
export interface BlockToInsert {
  readonly block: EvidenceBlocksTable;
  readonly rows: readonly SealedRow[];
  /** Those that are not known to be there. */
  readonly bodies: readonly { readonly address: Buffer; readonly sealed: Buffer }[];
  readonly keys: readonly { readonly fingerprint: string; readonly spki: Buffer }[];
}

/** Every column with the type of its values on their way; `quirks`, a list itself, travels as JSON. */
const COLUMNS: Readonly<Record<keyof SealedRow, string>> = {
  id: "text", hei_id: "text", partner_hei_id: "text", direction: "text", api: "text", endpoint: "text", request_id: "text", method: "text", url: "text",
  request_headers: "json", request_body: "bytea", status: "int", response_headers: "json", response_body: "bytea",
  at: "timestamptz", duration_ms: "float8", problem: "text", quirks: "json",
  kind: "text", failed: "bool", sealed: "bytea", request_address: "bytea", response_address: "bytea",
};
const NAMES = Object.keys(COLUMNS) as readonly (keyof SealedRow)[];
const BLOCK = ["chain", "height", "at", "previous", "skip", "names", "leaves", "hash", "seal"] as const;
const AFTER_BLOCK = BLOCK.length + 4;

/**
 * One statement, so one round trip and no transaction that a stopped process could leave open. The same text for any number of rows: a
 * text with a parameter per value takes longer to read than to do. Bodies in their order, so that two writers never wait in a circle.
 */
const WITH = `with block as (insert into evidence_blocks (${BLOCK.join(", ")}) values (${BLOCK.map((_, at) => `$${at + 1}`).join(", ")})),
  keys as (insert into signing_keys (fingerprint, spki) select * from unnest($10::text[], $11::bytea[]) as k (f, s) order by f on conflict do nothing),
  bodies as (insert into sealed_bodies (address, sealed) select * from unnest($12::bytea[], $13::bytea[]) as b (a, s) order by a on conflict do nothing)`;
const VALUES = NAMES.map((name) => (name === "quirks" ? "case when given.quirks is not null then array(select json_array_elements_text(given.quirks)) end" : `given.${name}`));
const GIVEN = `from unnest(${NAMES.map((name, at) => `$${AFTER_BLOCK + at + 1}::${COLUMNS[name]}[]`).join(", ")}) with ordinality as given (${NAMES.join(", ")}, place)`;

const STATEMENTS = {
  /** New exchanges. */
  insert: `${WITH} insert into exchanges (${NAMES.join(", ")}, chain, height, place) select ${VALUES.join(", ")}, $1, $2, place - 1 ${GIVEN} order by given.place`,
  /** Those that a former version wrote. */
  adopt: `${WITH} update exchanges set ${NAMES.map((name, at) => `${name} = ${VALUES[at]}`).join(", ")}, chain = $1, height = $2, place = given.place - 1
    ${GIVEN} where exchanges.id = given.id`,
} as const;
export type HowToWrite = keyof typeof STATEMENTS;

const listOf = (rows: readonly SealedRow[], name: keyof SealedRow): unknown[] =>
  rows.map((row) => (name === "quirks" && row.quirks ? JSON.stringify(row.quirks) : row[name]));

/** All or nothing. */
export const insertBlock = async (db: Kysely<Tables>, how: HowToWrite, { block, rows, bodies, keys }: BlockToInsert): Promise<void> => {
  await db.executeQuery(CompiledQuery.raw(STATEMENTS[how], [
    ...BLOCK.map((name) => block[name]),
    keys.map(({ fingerprint }) => fingerprint), keys.map(({ spki }) => spki), bodies.map(({ address }) => address), bodies.map(({ sealed }) => sealed),
    ...NAMES.map((name) => listOf(rows, name)),
  ]));
};
