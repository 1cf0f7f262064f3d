import { stringify } from "csv-stringify/sync";
import type { Cell } from "./cells.js";

/** Spreadsheets take a file without it for one of an old character set. */
const BOM = "\uFEFF";
/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** RFC 4180 wants quotes around either half of a line end; the library puts them around the whole only. */
const LINE_END = /[\r\n]/;

/** Rows as CSV (RFC 4180), begun at once. What begins like a formula is given a `'`, so that it is shown and not run. */
export async function* asCsv(columns: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield BOM + lines([columns]);
  for await (const row of rows) yield lines([row]);
}

const lines = (rows: readonly (readonly Cell[])[]): string => stringify(rows.map((row) => row.map(harmless)), { record_delimiter: "\r\n", quoted_match: LINE_END });

const harmless = (cell: Cell): string => {
  if (cell === undefined) return "";
  return typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : String(cell);
};
