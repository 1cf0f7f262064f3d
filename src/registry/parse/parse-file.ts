import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { CatalogueReader } from "./reader.js";
import { CatalogueRefused } from "./refusal.js";
import type { ParsedCatalogue, ParseLimits } from "./tables/catalogue-tables.js";

const PIECE_BYTES = 64 * 1024;

const asRefusal = (error: unknown): CatalogueRefused => {
  if (error instanceof CatalogueRefused) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code.startsWith("Z_")) return new CatalogueRefused("not-gzip", `The catalogue is not a whole gzip stream: ${message}`, { cause: error });
  if (code.startsWith("E")) return new CatalogueRefused("unreadable-file", `The catalogue file cannot be read: ${message}`, { cause: error });
  return new CatalogueRefused("parser-failed", `The catalogue could not be parsed: ${message}`, { cause: error });
};

/** No XML document begins like a gzip stream. */
const isGzip = async (file: string): Promise<boolean> => {
  const handle = await open(file, "r");
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  return buffer[0] === 0x1f && buffer[1] === 0x8b;
};

/** The XML in pieces, unzipped off this thread where it is compressed. */
async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  const gzip = await isGzip(file);
  const stored = createReadStream(file, { highWaterMark: PIECE_BYTES });
  if (!gzip) return yield* stored as AsyncIterable<Uint8Array>;
  const unzipped = createGunzip({ chunkSize: PIECE_BYTES });
  stored.once("error", (error) => unzipped.destroy(error));
  try {
    yield* stored.pipe(unzipped) as AsyncIterable<Uint8Array>;
  } finally {
    stored.destroy();
  }
}

/** Reads a catalogue, perhaps gzip-compressed, in this thread. Rejects with `CatalogueRefused`. */
export const parseCatalogueFile = async (file: string, limits: ParseLimits): Promise<ParsedCatalogue> => {
  const reader = new CatalogueReader(limits);
  try {
    for await (const piece of piecesOf(file)) reader.write(piece);
    return reader.end();
  } catch (error) {
    throw asRefusal(error);
  }
};
