import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { sql } from "kysely";
import type { Clock, Logger } from "../kernel/ports.js";
import { connect } from "./connection/connect.js";
import { FACTS, imageFacts, installedVersion, type ImageFacts } from "./connection/embedded-image.js";
import { migrate } from "./migrations/migrate.js";

const MIGRATIONS = new URL("./migrations/", import.meta.url);
/** Databases that others would be copied from: two thirds of the files, and no other is ever made. */
const TEMPLATES = ["template0", "template1"];

/**
 * Makes an image of a new embedded database, with all migrations, in `directory`; several processes may do so at once. Gives false when
 * the image there is of the same version and the same migrations already. Takes some seconds.
 */
export const makeEmbeddedImage = async (directory: string, ports: { readonly clock: Clock; readonly logger: Logger }): Promise<boolean> => {
  const facts: ImageFacts = { pglite: installedVersion(), recipe: recipe() };
  if (isOf(facts, directory)) return false;
  const draft = `${directory}.${process.pid}`;
  mkdirSync(dirname(directory), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  await fill(draft, ports);
  writeFileSync(join(draft, FACTS), JSON.stringify(facts));
  openToReaders(draft);
  put(draft, directory, facts);
  return true;
};

const fill = async (directory: string, ports: { readonly clock: Clock; readonly logger: Logger }): Promise<void> => {
  const { db, close } = await connect({ url: `pglite:${directory}`, ...ports });
  try {
    await migrate(db);
    await sql`update pg_database set datistemplate = false`.execute(db);
    for (const name of TEMPLATES) await sql`drop database ${sql.id(name)}`.execute(db);
    await sql`checkpoint`.execute(db);
  } finally {
    await close();
  }
};

const isOf = ({ pglite, recipe: wanted }: ImageFacts, directory: string): boolean => {
  const found = imageFacts(directory);
  return found?.pglite === pglite && found.recipe === wanted;
};

/** Another process may have put the same image there first: then that one stays. */
const put = (draft: string, directory: string, facts: ImageFacts): void => {
  if (!isOf(facts, directory)) takeAway(directory, `${draft}.old`);
  try {
    renameSync(draft, directory);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!isOf(facts, directory)) throw error;
  }
};

/** At one stroke, since several may remove it at the same time; who comes later finds nothing. */
const takeAway = (directory: string, aside: string): void => {
  try {
    renameSync(directory, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
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

/** SHA-256 of all that decides what is in an image. */
const recipe = (): string => {
  const migrations = readdirSync(MIGRATIONS).filter((file) => /\.[jt]s$/.test(file)).sort().map((name) => new URL(name, MIGRATIONS));
  const hash = createHash("sha256");
  for (const file of [...migrations, new URL(import.meta.url)]) hash.update(basename(file.pathname)).update(readFileSync(file));
  return hash.digest("hex");
};
