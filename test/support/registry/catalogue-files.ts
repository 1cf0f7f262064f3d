/** Catalogues as files, and reading them at once. */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip, gzipSync } from "node:zlib";
import { afterAll } from "@jest/globals";
import { CatalogueReader } from "../../../src/registry/parse/reader.js";
import type { ParsedCatalogue } from "../../../src/registry/parse/tables/catalogue-tables.js";
import { syntheticCatalogue, type SyntheticSize } from "./synthetic-catalogue.js";

export const LIMITS = { maxBytes: 200_000_000 };

const made: string[] = [];
afterAll(() => Promise.all(made.map((directory) => rm(directory, { recursive: true, force: true }))));

/** A directory that is removed after the tests of the file. */
export const newDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), "passerelle-catalogue-"));
  made.push(directory);
  return directory;
};

export const gzipFile = async (xml: string | Buffer): Promise<string> => {
  const file = join(await newDirectory(), "catalogue.xml.gz");
  await writeFile(file, gzipSync(xml));
  return file;
};

export const syntheticFile = async (size: SyntheticSize): Promise<string> => {
  const file = join(await newDirectory(), "synthetic.xml.gz");
  await pipeline(Readable.from(syntheticCatalogue(size)), createGzip({ level: constants.Z_BEST_SPEED }), createWriteStream(file));
  return file;
};

/** Reads XML in this thread, in pieces of `pieceBytes`. */
export const readXml = (xml: string | Buffer, { pieceBytes = 65_536, maxBytes = LIMITS.maxBytes } = {}): ParsedCatalogue => {
  const bytes = Buffer.from(xml);
  const reader = new CatalogueReader({ maxBytes });
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.write(bytes.subarray(at, at + pieceBytes));
  return reader.end();
};
