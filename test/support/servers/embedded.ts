import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock, Logger } from "../../../src/kernel/ports.js";
import { copyImage } from "../../../src/store/connection/embedded-image.js";
import { makeEmbeddedImage } from "../../../src/store/make-embedded-image.js";
import { openStore, type Store } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../fixed-ports.js";
import { testSeal } from "../test-seal.js";
import type { TestDatabase } from "./postgres.js";

/** Made once for each state of the migrations, and kept from run to run. */
const IMAGE = fileURLToPath(new URL("../../../node_modules/.cache/passerelle/embedded-database", import.meta.url));

const MEMORY = "/dev/shm";
/** What a few databases at the same time need, and what grows in them. */
const ROOM_BYTES = 1_000_000_000;

/** Files in memory where there is room: a copy takes a sixth of the time that it takes on a disk. */
const place = (): string => {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir();
};

/** An embedded database of its own, with all migrations, in a quarter of the time that `pglite:memory` takes. */
export const embeddedDatabase = async (): Promise<TestDatabase> => {
  await makeEmbeddedImage(IMAGE, { clock: steeredClock(), logger: keptLog() });
  const directory = mkdtempSync(join(place(), "passerelle-embedded-"));
  copyImage(IMAGE, directory);
  return { url: `pglite:${directory}`, stop: async () => rmSync(directory, { recursive: true, force: true }) };
};

/** A store in such a database; closing it takes the database away. */
export const embeddedStore = async (ports: { readonly clock: Clock; readonly logger: Logger }): Promise<Store> => {
  const { url, stop } = await embeddedDatabase();
  const store = await openStore({ url, ...ports, evidenceSeal: testSeal });
  return { ...store, close: () => store.close().then(stop) };
};
