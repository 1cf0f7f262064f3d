import { CompiledQuery, sql, type Insertable, type Kysely } from "kysely";
import type { Exchange } from "../../domain/exchanges/model.js";
import type { ExchangesTable, Tables } from "../sql/tables.js";
import { toRows } from "./rows.js";

type Row = Insertable<ExchangesTable>;

/** Every column with the type of its values on their way; `quirks`, a list itself, travels as JSON. */
const COLUMNS: Readonly<Record<keyof Row, string>> = {
  id: "text", hei_id: "text", partner_hei_id: "text", direction: "text", api: "text", endpoint: "text", request_id: "text", method: "text", url: "text",
  request_headers: "json", request_body: "bytea", status: "int", response_headers: "json", response_body: "bytea",
  at: "timestamptz", duration_ms: "float8", problem: "text", quirks: "json",
};
const NAMES = Object.keys(COLUMNS) as readonly (keyof Row)[];

/** One list per column and the same text for any number of rows: a text with a parameter per value takes longer to read than to do. */
const INSERT = `insert into exchanges (${NAMES.join(", ")})
  select ${NAMES.map((name) => (name === "quirks" ? "case when given.quirks is not null then array(select json_array_elements_text(given.quirks)) end" : `given.${name}`)).join(", ")}
  from unnest(${NAMES.map((name, at) => `$${at + 1}::${COLUMNS[name]}[]`).join(", ")}) with ordinality as given (${NAMES.join(", ")}, place)
  order by given.place on conflict (id) do nothing`;

const listOf = (rows: readonly Row[], name: keyof Row): unknown[] =>
  rows.map((row) => (name === "quirks" && row.quirks ? JSON.stringify(row.quirks) : row[name]));

/** Writes exchanges in their order, all or none. Equal bodies are stored once. */
export const insertExchanges = (db: Kysely<Tables>, exchanges: readonly Exchange[]): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const written = exchanges.map(toRows);
    await insertBodies(tx, new Map(written.flatMap(({ bodies }) => bodies).map((body) => [body.sha256.toString("hex"), body])));
    await tx.executeQuery(CompiledQuery.raw(INSERT, NAMES.map((name) => listOf(written.map(({ row }) => row), name))));
  });

type Body = ReturnType<typeof toRows>["bodies"][number];

/** Asks first: most bodies were served before, and need not travel. Sorted, so that two writers never wait for each other in a circle. */
const insertBodies = async (db: Kysely<Tables>, bodies: ReadonlyMap<string, Body>): Promise<void> => {
  if (bodies.size === 0) return;
  const known = await db.selectFrom("bodies").select("sha256").where(sql<boolean>`sha256 = any(${[...bodies.values()].map(({ sha256 }) => sha256)}::bytea[])`).execute();
  const there = new Set(known.map(({ sha256 }) => sha256.toString("hex")));
  const missing = [...bodies.keys()].filter((key) => !there.has(key)).sort().flatMap((key) => bodies.get(key) ?? []);
  if (missing.length > 0) await db.insertInto("bodies").values(missing).onConflict((on) => on.column("sha256").doNothing()).execute();
};
