import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock, Logger } from "../kernel/ports.js";
import { FACTS, imageFacts, installedVersion, type ImageFacts } from "./connection/embedded-image.js";
import { openStore } from "./open.js";

const MIGRATIONS = new URL("./migrations/", import.meta.url);

/**
 * Makes an image of a new embedded database, with all migrations, in `directory`; several processes may do so at once. Gives false when
 * the image there is of the same version and the same migrations already. Takes some seconds.
 */
export const makeEmbeddedImage = async (directory: string, ports: { readonly clock: Clock; readonly logger: Logger }): Promise<boolean> => {
  const facts: ImageFacts = { pglite: installedVersion(), migrations: sha256Of(MIGRATIONS) };
  if (isOf(facts, directory)) return false;
  const draft = `${directory}.${process.pid}`;
  mkdirSync(dirname(directory), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  const store = await openStore({ url: `pglite:${draft}`, ...ports });
  await store.migrate().finally(store.close);
  writeFileSync(join(draft, FACTS), JSON.stringify(facts));
  openToReaders(draft);
  put(draft, directory, facts);
  return true;
};

const isOf = ({ pglite, migrations }: ImageFacts, directory: string): boolean => {
  const found = imageFacts(directory);
  return found?.pglite === pglite && found.migrations === migrations;
};

/** Another process may have put the same image there first: then that one stays. */
const put = (draft: string, directory: string, facts: ImageFacts): void => {
  if (!isOf(facts, directory)) rmSync(directory, { recursive: true, force: true });
  try {
    renameSync(draft, directory);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!isOf(facts, directory)) throw error;
  }
};

/** The database makes files that everybody may write, and folders that only the owner may read. */
const openToReaders = (directory: string): void => {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToReaders(path);
    else chmodSync(path, 0o644);
  }
};

const sha256Of = (folder: URL): string => {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).filter((file) => /\.[jt]s$/.test(file)).sort()) hash.update(name).update(readFileSync(new URL(name, folder)));
  return hash.digest("hex");
};
