import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./settings.js";

export interface MasterSecret {
  readonly secret: string;
  /** The file that holds it, when the operator set none; said at start. */
  readonly file?: string;
}

/**
 * What seals the private keys of institutions: the setting, or a file in the data directory that is made once, readable for its
 * owner only. Whoever loses it loses those keys.
 */
export const masterSecret = ({ masterKey, dataDir }: Config["store"]): MasterSecret => {
  if (masterKey !== undefined) return { secret: masterKey };
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "master.key");
  try {
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return { secret: readFileSync(file, "utf8").trim(), file };
};
