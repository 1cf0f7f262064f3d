import type { CatalogueStatistics } from "../model.js";
import type { Sha256Hex } from "../../kernel/ids.js";
import { parseCatalogueFile } from "./parse-file.js";
import { writeTables } from "./tables/tables-file.js";

/** A catalogue file to be parsed. */
export interface TabulateTask {
  /** The XML, perhaps gzip-compressed. */
  readonly file: string;
  /** Where its tables are to be written. */
  readonly tables: string;
  /** Largest size of the XML in bytes. */
  readonly maxBytes: number;
}

/** What a parsed catalogue is, without its tables. */
export interface Tabulated {
  /** SHA-256 of the XML. */
  readonly sha256: Sha256Hex;
  readonly statistics: CatalogueStatistics;
}

/** Parses a file and writes its tables; rejects with `CatalogueRefused`. `stop` ends it early where that is possible. */
export type Tabulate = (task: TabulateTask, stop?: AbortSignal) => Promise<Tabulated>;

/** In this thread: for small catalogues, tests, and as the work of the parser process. */
export const tabulate: Tabulate = async ({ file, tables, maxBytes }) => {
  const parsed = await parseCatalogueFile(file, { maxBytes });
  await writeTables(tables, parsed);
  return { sha256: parsed.sha256, statistics: parsed.statistics };
};
