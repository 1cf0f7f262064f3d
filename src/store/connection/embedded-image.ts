import { chmodSync, cpSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What an image was made from; of anything else it is of no use. */
export interface ImageFacts {
  /** Version of the embedded database. */
  readonly pglite: string;
  /** SHA-256 of the migrations, and of the program that makes it. */
  readonly recipe: string;
}

/** Name of the folder that the embedded database keeps its files in, in a data directory and in an image. */
export const FILES = "pgdata";
export const FACTS = "made-from.json";

export const installedVersion = (): string => {
  const main = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  return (JSON.parse(readFileSync(join(dirname(main), "..", "package.json"), "utf8")) as { version: string }).version;
};

/** The facts of the image in a directory; undefined when there is none. */
export const imageFacts = (image: string): ImageFacts | undefined => {
  try {
    return JSON.parse(readFileSync(join(image, FACTS), "utf8")) as ImageFacts;
  } catch {
    return undefined;
  }
};

/**
 * Gives a new data directory its files: seconds quicker than making them. They appear whole or not at all. Does nothing without an image
 * of the installed version: then the database makes them itself.
 */
export const copyImage = (image: string, directory: string): void => {
  if (imageFacts(image)?.pglite !== installedVersion()) return;
  const draft = join(directory, `${FILES}.new`);
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(image, FILES), draft, { recursive: true });
  chmodSync(draft, 0o700);
  renameSync(draft, join(directory, FILES));
};
