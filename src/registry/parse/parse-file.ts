import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { CatalogueReader } from "./reader.js";
import { CatalogueRefused } from "./refusal.js";
import type { ParseCatalogueFile } from "./tables/catalogue-tables.js";

const PIECE_BYTES = 64 * 1024;

const asRefusal = (error: unknown): CatalogueRefused => {
  if (error instanceof CatalogueRefused) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code.startsWith("Z_")) return new CatalogueRefused("not-gzip", `The catalogue is not a whole gzip stream: ${message}`, { cause: error });
  if (code.startsWith("E")) return new CatalogueRefused("unreadable-file", `The catalogue file cannot be read: ${message}`, { cause: error });
  return new CatalogueRefused("parser-failed", `The catalogue could not be parsed: ${message}`, { cause: error });
};

/** Reads a gzip-compressed catalogue in this thread: for small catalogues, tests, and as the work of the worker thread. */
export const parseCatalogueFile: ParseCatalogueFile = async (file, limits) => {
  const reader = new CatalogueReader(limits);
  const unzipped = createGunzip({ chunkSize: PIECE_BYTES });
  const compressed = createReadStream(file, { highWaterMark: PIECE_BYTES }).once("error", (error) => unzipped.destroy(error));
  try {
    for await (const piece of compressed.pipe(unzipped) as AsyncIterable<Uint8Array>) reader.write(piece);
    return reader.end();
  } catch (error) {
    throw asRefusal(error);
  } finally {
    compressed.destroy();
  }
};
