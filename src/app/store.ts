import { fileURLToPath } from "node:url";
import type { Config } from "../config/settings.js";
import { openStore, type Store, type StoreOptions } from "../store/open.js";
import type { System } from "./system.js";

/** A server that starts with this process, as after a power cut or `compose up`, has so long. */
const PATIENCE_MS = 60_000;
/** Made by the build; where it is missing, the first start takes some seconds more. */
export const EMBEDDED_IMAGE = fileURLToPath(new URL("../embedded-database", import.meta.url));

const EMBEDDED = "the embedded database is for trying out and for tests: it survives a killed process, but a power cut may lose or damage data, and only one process can use it; set PASSERELLE_DATABASE_URL to a PostgreSQL server for real agreements";

type Parts = Pick<StoreOptions, "evidenceSeal" | "patienceMs">;

/** The store of the configuration, as it is: `migrate()` brings it up to date. */
export const openNodeStore = async ({ store: { databaseUrl } }: Config, { clock, logger }: System, parts: Parts = {}): Promise<Store> => {
  const store = await openStore({ url: databaseUrl, clock, logger, patienceMs: PATIENCE_MS, image: EMBEDDED_IMAGE, ...parts });
  if (databaseUrl.startsWith("pglite:")) logger.warn(EMBEDDED);
  return store;
};
