import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isSha256Hex } from "../kernel/ids.js";
import type { Validators } from "./fetch/download.js";

/** Facts about the copy on disk. Times are ISO 8601. */
export interface LastGoodFacts {
  readonly url: string;
  /** SHA-256 of the XML, not of the compressed file. */
  readonly sha256: string;
  readonly validators: Validators;
  /** When the copy was downloaded. */
  readonly fetchedAt: string;
  /** When the registry last said that it is still the newest. */
  readonly confirmedAt: string;
}

const FACTS = "catalogue.json";
/** Files that no facts name are leftovers of a crash once they are this old. */
const LEFTOVER_MS = 3_600_000;

const isText = (value: unknown): value is string => typeof value === "string";

/** The facts in a text, or undefined when it holds anything else. */
const readFacts = (text: string): LastGoodFacts | undefined => {
  try {
    const facts = JSON.parse(text) as Partial<LastGoodFacts> | null;
    const { url, sha256 = "", fetchedAt, confirmedAt, validators } = facts ?? {};
    const named = isText(url) && isSha256Hex(sha256);
    const dated = [fetchedAt, confirmedAt].every((time) => isText(time) && !Number.isNaN(Date.parse(time)));
    const conditional = [validators?.etag, validators?.lastModified].every((value) => value === undefined || isText(value));
    return named && dated && validators && conditional ? (facts as LastGoodFacts) : undefined;
  } catch {
    return undefined;
  }
};

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
};

/** The files of one catalogue: the XML as the registry sent it, perhaps gzip-compressed, and the tables made of it. */
export interface CatalogueFiles {
  readonly xml: string;
  /** May be missing or of another version: then it is made again from the XML. */
  readonly tables: string;
}

/**
 * The last good catalogue in a directory of its own: its files under names made of the XML's SHA-256, and the facts that name them.
 * The facts change last and atomically, so a crash at any moment leaves a whole copy, the old one or the new one.
 */
export class LastGood {
  #count = 0;

  constructor(readonly directory: string) {}

  /** The files that the facts name. */
  filesOf({ sha256 }: Pick<LastGoodFacts, "sha256">): CatalogueFiles {
    return this.#files(`catalogue-${sha256}`);
  }

  /** Places for a download. Whoever writes there gives them to `keep` or to `discard`. */
  async incoming(): Promise<CatalogueFiles> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    return this.#files(`incoming-${process.pid}-${++this.#count}`);
  }

  /** Removes what is there of these files. */
  async discard({ xml, tables }: CatalogueFiles): Promise<void> {
    await Promise.all([xml, tables].map((file) => rm(file, { force: true })));
  }

  /** The facts, or undefined when there are none that can be read. The caller checks that the file has the SHA-256 they name. */
  async facts(): Promise<LastGoodFacts | undefined> {
    const text = await readFile(join(this.directory, FACTS), "utf8").catch(() => "");
    return readFacts(text);
  }

  /** Makes downloaded files, the XML already flushed to the disk, the last good copy. */
  async keep(files: CatalogueFiles, facts: LastGoodFacts): Promise<void> {
    const kept = this.filesOf(facts);
    await rename(files.tables, kept.tables);
    await rename(files.xml, kept.xml);
    await this.write(facts);
    await this.#removeLeftovers(facts);
  }

  /** Replaces the facts, e.g. after the registry confirmed the copy. */
  async write(facts: LastGoodFacts): Promise<void> {
    const temporary = join(this.directory, `incoming-${process.pid}-${++this.#count}.json`);
    const handle = await open(temporary, "w", 0o600);
    try {
      await handle.writeFile(JSON.stringify(facts));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, join(this.directory, FACTS));
    await sync(this.directory);
  }

  #files(name: string): CatalogueFiles {
    return { xml: join(this.directory, `${name}.xml`), tables: join(this.directory, `${name}.tables`) };
  }

  /** Another process may be about to name a young file, so only old ones go. */
  async #removeLeftovers(facts: LastGoodFacts): Promise<void> {
    const newest = Date.parse(facts.confirmedAt);
    const kept = `catalogue-${facts.sha256}.`;
    for (const name of await readdir(this.directory)) {
      if (name === FACTS || name.startsWith(kept) || !/^(catalogue|incoming)-/.test(name)) continue;
      const path = join(this.directory, name);
      const { mtimeMs } = await stat(path);
      if (newest - mtimeMs > LEFTOVER_MS) await rm(path, { force: true });
    }
  }
}
