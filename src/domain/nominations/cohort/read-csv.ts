/** Reading a cohort file: hostile until read, and every fault said with the line that it is in. Values are not repeated. */
import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "../../problem.js";
import { type Column, COLUMN_NAMES, COLUMNS } from "./columns.js";

export type Cells = Readonly<Record<Column, string>>;

export interface Row {
  /** In the file, the header is line 1. */
  readonly line: number;
  readonly cells: Cells;
}

/** Either what is wrong with the file as a whole, or its rows. */
export type ReadFile = { readonly problem: Problem } | { readonly rows: readonly Row[] };

export const MOST_ROWS = 20_000;
const SEPARATORS = [",", ";", "\t"] as const;
const wrongFile = (problem: string, expected: string): ReadFile => ({ problem: { field: "file", problem, expected } });

/** UTF-8, with or without its mark; comma, semicolon or tabulator; fields in quotes where they hold one of these. */
export const readCsv = (bytes: Uint8Array): ReadFile => {
  const text = decoded(bytes);
  if (text === undefined) return wrongFile("is not UTF-8", "a file saved as CSV UTF-8");
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  const separator = SEPARATORS.toSorted((one, other) => header.split(other).length - header.split(one).length)[0] ?? ",";
  try {
    const records: Line[] = [];
    const keep = (record: string[], { lines }: { readonly lines: number }): null => {
      records.push({ record, lines });
      return null;
    };
    parse(text, { bom: true, delimiter: separator, relax_column_count: true, skip_empty_lines: true, max_record_size: 50_000, to: MOST_ROWS + 2, on_record: keep });
    return rowsOf(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return wrongFile(`cannot be read as CSV from line ${Number(error["lines"] ?? 1)} on`, "fields in quotes where they hold separators, with quotes inside doubled");
  }
};

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
};

interface Line {
  readonly record: readonly string[];
  /** Where it ends in the file. */
  readonly lines: number;
}

const rowsOf = ([head, ...records]: readonly Line[]): ReadFile => {
  const names = (head?.record ?? []).map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => !COLUMN_NAMES.some((known) => known === name));
  const missing = COLUMN_NAMES.filter((name) => COLUMNS[name].required && !names.includes(name));
  if (missing.length > 0) return wrongFile(`misses the column ${missing.join(", ")}`, COLUMN_NAMES.join(", "));
  if (unknown.length > 0) return wrongFile(`has ${unknown.length === 1 ? "a column" : `${unknown.length} columns`} of another name`, COLUMN_NAMES.join(", "));
  if (new Set(names).size < names.length) return wrongFile("has a column twice", "every column once");
  if (records.length > MOST_ROWS) return wrongFile(`has more than ${MOST_ROWS} rows`, "several files");
  return { rows: records.map(({ record, lines }) => ({ line: lines, cells: cellsOf(names, record) })) };
};

/** What stands beyond the last column is kept as an unreadable cell count: see `rowProblems`. */
const cellsOf = (names: readonly string[], record: readonly string[]): Cells =>
  Object.fromEntries([...COLUMN_NAMES.map((name) => [name, ""]), ...names.map((name, at) => [name, (record[at] ?? "").trim()]), ...(record.length === names.length ? [] : [[EXTRA, String(record.length)]])]) as Cells;

/** Set where a row has more or fewer cells than the header. */
const EXTRA = " cells";

/** Formulas would run in the spreadsheet of whoever opens an export of this. */
const FORMULA = /^[=+\-@\t\r]/;

/** What is wrong with a row before its values are looked at. */
export const cellProblems = ({ cells }: Row): readonly Problem[] => [
  ...(EXTRA in cells ? [{ field: "row", problem: "has another number of cells than the header", expected: "quotes around values that hold the separator" }] : []),
  ...COLUMN_NAMES.filter((name) => FORMULA.test(cells[name])).map((field) => ({ field, problem: "begins like a formula of a spreadsheet", expected: "a plain value" })),
  ...COLUMN_NAMES.filter((name) => COLUMNS[name].required && cells[name] === "").map((field) => ({ field, problem: "is empty", expected: `e.g. ${COLUMNS[field].example}` })),
];
