import { createReadStream, writeFileSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Sha256Hex } from "../../kernel/ids.js";
import type { CatalogueFiles } from "../last-good.js";
import type { CatalogueStatistics } from "../model.js";
import { CatalogueReader } from "../parse/reader.js";
import { CatalogueRefused } from "../parse/refusal.js";
import type { ParsedCatalogue } from "../parse/tables/catalogue-tables.js";
import { writeTables } from "../parse/tables/tables-file.js";
import { download, DownloadFailed, type RegistrySource, type Validators } from "./download.js";

/** A catalogue to be made tables of. */
export interface FetchTask {
  /** Where it is, and then `files.xml` is written; without it, it is in `files.xml`. */
  readonly registry?: RegistrySource;
  readonly files: CatalogueFiles;
  /** Largest size in bytes, of what is sent and of the XML. */
  readonly maxBytes: number;
}

/** What fetching came to. `failed`: no answer that could be used; `refused`: a catalogue that would do harm. Then the files may be partial. */
export type Fetched =
  | { readonly outcome: "fetched"; readonly sha256: Sha256Hex; readonly statistics: CatalogueStatistics; readonly validators: Validators }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "failed" | "refused"; readonly code: string; readonly reason: string };

/** Fetches a catalogue; never rejects. `stop` ends it early. */
export type FetchCatalogue = (task: FetchTask, stop?: AbortSignal) => Promise<Fetched>;

const PIECE_BYTES = 64 * 1024;
/** What a gzip stream begins with, and no XML document. */
const GZIP = 0x1f;

type Pieces = AsyncIterable<Uint8Array>;

async function* keeping(pieces: Pieces, { fd }: FileHandle): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    writeFileSync(fd, piece);
    yield piece;
  }
}

async function* resumed(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The XML in `pieces`, unzipped off this thread where it is compressed. */
async function* xmlIn(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const rest = pieces[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done === true) return;
  const whole = resumed(first.value, rest);
  if (first.value[0] !== GZIP) return yield* whole;
  const unzipped = createGunzip({ chunkSize: PIECE_BYTES });
  pipeline(Readable.from(whole, { objectMode: false }), unzipped, () => undefined);
  yield* unzipped as Pieces;
}

/** Parses as the bytes come, then writes the tables; meanwhile `sync` waits for the disk. */
const tabulate = async (pieces: Pieces, { files, maxBytes }: FetchTask, sync?: () => Promise<void>) => {
  const reader = new CatalogueReader({ maxBytes });
  for await (const piece of xmlIn(pieces)) reader.write(piece);
  const finish = async (): Promise<ParsedCatalogue> => {
    const parsed = reader.end();
    await writeTables(files.tables, parsed);
    return parsed;
  };
  const [, { sha256, statistics }] = await Promise.all([sync?.(), finish()]);
  return { outcome: "fetched", sha256, statistics } as const;
};

const fromRegistry = async (registry: RegistrySource, task: FetchTask, stop?: AbortSignal): Promise<Fetched> => {
  const found = await download(registry, task.maxBytes, stop);
  if (!found) return { outcome: "unchanged" };
  const kept = await open(task.files.xml, "w", 0o600);
  try {
    return { ...(await tabulate(keeping(found.body, kept), task, () => kept.sync())), validators: found.validators };
  } finally {
    await kept.close();
  }
};

const fromDisk = async (task: FetchTask): Promise<Fetched> =>
  ({ ...(await tabulate(createReadStream(task.files.xml, { highWaterMark: PIECE_BYTES }) as Pieces, task)), validators: {} });

const unsuccessful = (error: unknown): Fetched => {
  if (error instanceof DownloadFailed) return { outcome: "failed", code: "download", reason: error.message };
  if (error instanceof CatalogueRefused) return { outcome: "refused", code: error.reason, reason: error.message };
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code.startsWith("Z_")) return { outcome: "refused", code: "not-gzip", reason: `The catalogue is not a whole gzip stream: ${message}` };
  if (code.startsWith("E")) return { outcome: "failed", code: "internal", reason: message };
  return { outcome: "refused", code: "parser-failed", reason: `The catalogue could not be parsed: ${message}` };
};

/** In this thread: for small catalogues, tests, and as the work of the process of its own. Download, unzipping and parsing are one stream. */
export const fetchCatalogue: FetchCatalogue = (task, stop) =>
  (task.registry ? fromRegistry(task.registry, task, stop) : fromDisk(task)).catch(unsuccessful);
