import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock, Logger } from "../../../src/kernel/ports.js";
import { copyImage } from "../../../src/store/connection/embedded-image.js";
import { makeEmbeddedImage } from "../../../src/store/make-embedded-image.js";
import { openStore, type Store } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../fixed-ports.js";
import { quickPlace } from "./quick-place.js";
import { testSeal } from "../test-seal.js";
import type { TestDatabase } from "./postgres.js";

/** Made once for each state of the migrations, and kept from run to run. */
const IMAGE = fileURLToPath(new URL("../../../node_modules/.cache/passerelle/embedded-database", import.meta.url));

/** An embedded database of its own, with all migrations, in a quarter of the time that `pglite:memory` takes. */
export const embeddedDatabase = async (): Promise<TestDatabase> => {
  await makeEmbeddedImage(IMAGE, { clock: steeredClock(), logger: keptLog() });
  const directory = mkdtempSync(join(quickPlace(), "passerelle-embedded-"));
  copyImage(IMAGE, directory);
  return { url: `pglite:${directory}`, stop: async () => rmSync(directory, { recursive: true, force: true }) };
};

/** A store in such a database; closing it takes the database away. */
export const embeddedStore = async (ports: { readonly clock: Clock; readonly logger: Logger }): Promise<Store> => {
  const { url, stop } = await embeddedDatabase();
  const store = await openStore({ url, ...ports, evidenceSeal: testSeal });
  return { ...store, close: () => store.close().then(stop) };
};
