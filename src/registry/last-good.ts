import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isSha256Hex } from "../kernel/ids.js";
import type { Validators } from "./download.js";

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

/**
 * The last good catalogue in a directory of its own: the XML as gzip under a name made of its SHA-256, and the facts that name it.
 * The facts change last and atomically, so a crash at any moment leaves a whole copy, the old one or the new one.
 */
export class LastGood {
  #files = 0;

  constructor(readonly directory: string) {}

  /** The compressed XML that the facts name. */
  fileOf({ sha256 }: Pick<LastGoodFacts, "sha256">): string {
    return join(this.directory, `catalogue-${sha256}.xml.gz`);
  }

  /** A place for a download. Whoever writes there removes it or gives it to `keep`. */
  async incoming(): Promise<string> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    return join(this.directory, `incoming-${process.pid}-${++this.#files}.xml.gz`);
  }

  /** The facts, or undefined when there are none that can be read. The caller checks that the file has the SHA-256 they name. */
  async facts(): Promise<LastGoodFacts | undefined> {
    const text = await readFile(join(this.directory, FACTS), "utf8").catch(() => "");
    return readFacts(text);
  }

  /** Makes a downloaded file, already flushed to the disk, the last good copy. */
  async keep(file: string, facts: LastGoodFacts): Promise<void> {
    await rename(file, this.fileOf(facts));
    await this.write(facts);
    await this.#removeLeftovers(facts);
  }

  /** Replaces the facts, e.g. after the registry confirmed the copy. */
  async write(facts: LastGoodFacts): Promise<void> {
    const temporary = join(this.directory, `incoming-${process.pid}-${++this.#files}.json`);
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

  /** Another process may be about to name a young file, so only old ones go. */
  async #removeLeftovers(facts: LastGoodFacts): Promise<void> {
    const newest = Date.parse(facts.confirmedAt);
    const kept = new Set([FACTS, `catalogue-${facts.sha256}.xml.gz`]);
    for (const name of await readdir(this.directory)) {
      if (kept.has(name) || !/^(catalogue|incoming)-/.test(name)) continue;
      const path = join(this.directory, name);
      const { mtimeMs } = await stat(path);
      if (newest - mtimeMs > LEFTOVER_MS) await rm(path, { force: true });
    }
  }
}
