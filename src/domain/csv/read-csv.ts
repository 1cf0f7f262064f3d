/** Reading a file of rows: hostile until read, and every fault said with the line that it is in. Values are not repeated. */
import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "../problem.js";
import { type Columns, namesOf } from "./columns.js";

export interface Row<C extends Columns = Columns> {
  /** In the file, the header is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<keyof C & string, string>>;
}

/** What is wrong with one row. */
export interface RowProblems {
  /** In the file; the header is line 1. */
  readonly line: number;
  /** `field` is the name of a column. */
  readonly problems: readonly Problem[];
}

/** Either what is wrong with the file as a whole, or its rows. */
export type ReadFile<C extends Columns> = { readonly problem: Problem } | { readonly rows: readonly Row<C>[] };

export const MOST_ROWS = 20_000;
const SEPARATORS = [",", ";", "\t"] as const;
const wrongFile = (problem: string, expected: string): { readonly problem: Problem } => ({ problem: { field: "file", problem, expected } });

/** UTF-8, with or without its mark; comma, semicolon or tabulator; fields in quotes where they hold one of these. */
export const readCsv = <C extends Columns>(columns: C, bytes: Uint8Array): ReadFile<C> => {
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
    return rowsOf(columns, records);
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

const rowsOf = <C extends Columns>(columns: C, [head, ...records]: readonly Line[]): ReadFile<C> => {
  const known = namesOf(columns);
  const names = (head?.record ?? []).map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => !known.some((column) => column === name));
  const missing = known.filter((name) => columns[name]?.required && !names.includes(name));
  if (missing.length > 0) return wrongFile(`misses the column ${missing.join(", ")}`, known.join(", "));
  if (unknown.length > 0) return wrongFile(`has ${unknown.length === 1 ? "a column" : `${unknown.length} columns`} of another name`, known.join(", "));
  if (new Set(names).size < names.length) return wrongFile("has a column twice", "every column once");
  if (records.length > MOST_ROWS) return wrongFile(`has more than ${MOST_ROWS} rows`, "several files");
  return { rows: records.map(({ record, lines }) => ({ line: lines, cells: cellsOf<C>(known, names, record) })) };
};

/** Another number of cells than the header has is kept under a name that no column has. */
const cellsOf = <C extends Columns>(known: readonly string[], names: readonly string[], record: readonly string[]): Row<C>["cells"] =>
  Object.fromEntries([...known.map((name) => [name, ""]), ...names.map((name, at) => [name, (record[at] ?? "").trim()]), ...(record.length === names.length ? [] : [[EXTRA, String(record.length)]])]) as Row<C>["cells"];

/** Set where a row has more or fewer cells than the header. */
const EXTRA = " cells";

/** Formulas would run in the spreadsheet of whoever opens an export of this. */
const FORMULA = /^[=+\-@\t\r]/;

/** What is wrong with a row before its values are looked at. */
export const cellProblems = <C extends Columns>(columns: C, { cells }: Row<C>): readonly Problem[] => {
  const names = namesOf(columns);
  return [
    ...(EXTRA in cells ? [{ field: "row", problem: "has another number of cells than the header", expected: "quotes around values that hold the separator" }] : []),
    ...names.filter((name) => FORMULA.test(cells[name])).map((field) => ({ field, problem: "begins like a formula of a spreadsheet", expected: "a plain value" })),
    ...names.filter((name) => columns[name]?.required && cells[name] === "").map((field) => ({ field, problem: "is empty", expected: `e.g. ${columns[field]?.example ?? ""}` })),
  ];
};

/** The cells that say something, by the names that they shall have. */
export const whereGiven = <K extends string>(cells: Readonly<Record<K, string>>): { readonly [N in K]?: string } =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== "")) as { readonly [N in K]?: string };
