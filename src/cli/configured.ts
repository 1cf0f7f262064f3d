import { loadConfig } from "../config/load.js";
import type { Config } from "../config/settings.js";

/** The node's configuration; its warnings go to standard error. Throws `ConfigInvalid`. */
export const configured = (): Config => {
  const { config, warnings } = loadConfig();
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  return config;
};
