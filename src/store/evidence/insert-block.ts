import { CompiledQuery, type Kysely } from "kysely";
import type { EvidenceBlocksTable } from "../sql/evidence-tables.js";
import type { Tables } from "../sql/tables.js";
import type { SealedRow } from "./sealed-row.js";

/** Everything that one write brings. */
export interface BlockToInsert {
  readonly block: EvidenceBlocksTable;
  readonly rows: readonly SealedRow[];
  /** Those that are not known to be there. */
  readonly bodies: readonly { readonly address: Buffer; readonly sealed: Buffer }[];
  readonly keys: readonly { readonly fingerprint: string; readonly spki: Buffer }[];
}

/** Every column with the type of its values on their way, which is JSON but for what is sealed: that goes as bytes, all rows together. */
const COLUMNS: Readonly<Record<keyof SealedRow, string>> = {
  id: "text", hei_id: "text", partner_hei_id: "text", direction: "text", api: "text", endpoint: "text", request_id: "text", method: "text", url: "text",
  request_headers: "text", request_body: "bytea", status: "int", response_headers: "text", response_body: "bytea",
  at: "timestamptz", duration_ms: "float8", problem: "text", quirks: "text[]",
  kind: "text", failed: "bool", sealed: "int[]", request_address: "bytea", response_address: "bytea",
};
const NAMES = Object.keys(COLUMNS) as readonly (keyof SealedRow)[];
const BLOCK = ["chain", "height", "at", "previous", "skip", "names", "leaves", "hash", "seal"] as const;

/**
 * One statement, so one round trip and no transaction that a stopped process could leave open. The same text for any number of rows: a
 * text with a parameter per value takes longer to read than to do. Bodies in their order, so that two writers never wait in a circle.
 */
const WITH = `with block as (insert into evidence_blocks (${BLOCK.join(", ")}) values (${BLOCK.map((_, at) => `$${at + 1}`).join(", ")})),
  keys as (insert into signing_keys (fingerprint, spki) select * from unnest($10::text[], $11::bytea[]) as k (f, s) order by f on conflict do nothing),
  bodies as (insert into sealed_bodies (address, sealed) select * from unnest($12::bytea[], $13::bytea[]) as b (a, s) order by a on conflict do nothing)`;
const FROM_GIVEN: Partial<Record<keyof SealedRow, string>> = {
  request_headers: "given.request_headers::json", response_headers: "given.response_headers::json",
  sealed: "substring($15::bytea from given.sealed[1] for given.sealed[2])",
};
const VALUES = NAMES.map((name) => FROM_GIVEN[name] ?? `given.${name}`);
const GIVEN = `from rows from (json_to_recordset($14::json) as (${NAMES.map((name) => `${name} ${COLUMNS[name]}`).join(", ")})) with ordinality as given (${NAMES.join(", ")}, place)`;

const STATEMENTS = {
  /** New exchanges. */
  insert: `${WITH} insert into exchanges (${NAMES.join(", ")}, chain, height, place) select ${VALUES.join(", ")}, $1, $2, place - 1 ${GIVEN} order by given.place`,
  /** Those that a former version wrote. */
  adopt: `${WITH} update exchanges set ${NAMES.map((name, at) => `${name} = ${VALUES[at]}`).join(", ")}, chain = $1, height = $2, place = given.place - 1
    ${GIVEN} where exchanges.id = given.id`,
} as const;
export type HowToWrite = keyof typeof STATEMENTS;

const asText = (bytes: Uint8Array | null | undefined): string | null => (bytes ? `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}` : null);

/** The rows as JSON; `sealed` says where it is among the bytes, from 1, and its length. */
const textOf = (rows: readonly SealedRow[]): string => {
  let from = 1;
  return JSON.stringify(rows.map((row) => {
    const length = row.sealed?.length ?? 0;
    const sealed = row.sealed ? [from, length] : null;
    from += length;
    return {
      ...row, sealed, request_body: asText(row.request_body), response_body: asText(row.response_body),
      request_address: asText(row.request_address), response_address: asText(row.response_address),
    };
  }));
};

/** All or nothing. */
export const insertBlock = async (db: Kysely<Tables>, how: HowToWrite, { block, rows, bodies, keys }: BlockToInsert): Promise<void> => {
  await db.executeQuery(CompiledQuery.raw(STATEMENTS[how], [
    ...BLOCK.map((name) => block[name]),
    keys.map(({ fingerprint }) => fingerprint), keys.map(({ spki }) => spki), bodies.map(({ address }) => address), bodies.map(({ sealed }) => sealed),
    textOf(rows), Buffer.concat(rows.flatMap(({ sealed }) => sealed ?? [])),
  ]));
};
