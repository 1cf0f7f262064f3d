import { join, resolve } from "node:path";
import type { Config } from "../config/settings.js";
import { copyDatabase, type CopiedTable } from "../store/copy-database.js";
import { EMBEDDED_IMAGE } from "./store.js";
import { createSystem } from "./system.js";

/**
 * Copies the database of a node, which is stopped, into an empty database: `to` is the address of one on a PostgreSQL server, or a
 * directory, which then is a data directory with an embedded database. Throws an Error that says what is in the way.
 */
export const copyNode = async (config: Config, to: string): Promise<readonly CopiedTable[]> => {
  const { clock, logger } = createSystem({ ...config.log, level: "error", to: process.stderr });
  const url = /^postgres(ql)?:\/\//.test(to) ? to : `pglite:${join(resolve(to), "db")}`;
  return copyDatabase({ url: config.store.databaseUrl, clock, logger }, { url, clock, logger, image: EMBEDDED_IMAGE });
};
