/**
 * Tables as a file: what one process has parsed, another uses at once. A line of JSON that says what the file holds, then the block.
 * The line carries the SHA-256 of the rest, so a file that was cut short, damaged or written by another version is none.
 */
import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import type { CatalogueTables, ParsedCatalogue } from "./catalogue-tables.js";
import { blockFor, pack, unpack, type Layout } from "./pack.js";

/** To be raised with every change of what the tables hold or mean: files of other formats are not read. */
const FORMAT = 1;
/** Longer than any head: a few dozen columns and the reasons why parts were skipped. */
const MAX_HEAD_BYTES = 64 * 1024;
/** Read and hashed at a time, with other work in between. */
const PIECE_BYTES = 1 << 20;

interface Contents {
  readonly format: number;
  readonly facts: Omit<ParsedCatalogue, "tables">;
  readonly blockBytes: number;
  readonly layout: Layout;
}

const checksum = (contents: string): ReturnType<typeof createHash> => createHash("sha256").update(contents);

/** Writes the tables of a parsed catalogue. */
export const writeTables = async (file: string, { tables, ...facts }: ParsedCatalogue): Promise<void> => {
  const { layout, pieces, bytes } = pack(tables);
  const contents = JSON.stringify({ format: FORMAT, facts, blockBytes: bytes, layout } satisfies Contents);
  const hash = checksum(contents);
  for (const piece of pieces) hash.update(piece);
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(`${hash.digest("hex")} ${contents}\n`);
    for (const piece of pieces) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
};

/** What `writeTables` wrote; undefined when there is no such file, or none that can be used as it is. */
export const readTables = async (file: string): Promise<ParsedCatalogue | undefined> => {
  const handle = await open(file, "r").catch(() => undefined);
  if (!handle) return undefined;
  try {
    return await readAll(handle);
  } finally {
    await handle.close();
  }
};

const readAll = async (handle: FileHandle): Promise<ParsedCatalogue | undefined> => {
  const start = Buffer.alloc(MAX_HEAD_BYTES);
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  const end = start.subarray(0, bytesRead).indexOf("\n");
  const [, sha256, text = ""] = /^([0-9a-f]{64}) (.*)$/.exec(start.toString("utf8", 0, Math.max(0, end))) ?? [];
  const contents = contentsIn(text);
  if (!contents) return undefined;
  const { blockBytes, layout, facts } = contents;
  const { size } = await handle.stat();
  if (size !== end + 1 + blockBytes) return undefined;
  const block = blockFor(blockBytes);
  const hash = checksum(text);
  for (let at = 0; at < blockBytes; ) {
    const { bytesRead: more } = await handle.read(block, at, Math.min(PIECE_BYTES, blockBytes - at), end + 1 + at);
    if (more === 0) return undefined;
    hash.update(block.subarray(at, at + more));
    at += more;
  }
  return hash.digest("hex") === sha256 ? { ...facts, tables: unpack<CatalogueTables>(layout, block) } : undefined;
};

const contentsIn = (text: string): Contents | undefined => {
  try {
    const contents = JSON.parse(text) as Contents;
    return contents.format === FORMAT && Number.isSafeInteger(contents.blockBytes) ? contents : undefined;
  } catch {
    return undefined;
  }
};
