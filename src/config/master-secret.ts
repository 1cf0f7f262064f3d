import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./settings.js";

export interface MasterSecret {
  readonly secret: string;
  /** The file that holds it, when the operator set none; said at start. */
  readonly file?: string;
}

type Where = Pick<Config["store"], "masterKey" | "dataDir">;

/**
 * What seals the private keys of institutions: the setting, or a file in the data directory that is made once, readable for its
 * owner only. Whoever loses it loses those keys.
 */
export const masterSecret = ({ masterKey, dataDir }: Where): MasterSecret =>
  masterKey === undefined ? generated(dataDir, "master.key") : { secret: masterKey };

/** The secret that is to replace it: the setting, or a file beside the present one, which the next call finds again. */
export interface NextSecret extends MasterSecret {
  /** To be called once the database is sealed with it: puts its file in the place of the present one, which is kept under another name. Gives that name. */
  adopt(at: Date): string | undefined;
}

/** Throws when the setting would not replace anything: where the operator sets the present secret, the operator sets the next one. */
export const nextSecret = ({ masterKey, newMasterKey, dataDir }: Config["store"]): NextSecret => {
  if (newMasterKey !== undefined && masterKey !== undefined) return { secret: newMasterKey, adopt: () => undefined };
  if (masterKey !== undefined) throw new Error("PASSERELLE_NEW_MASTER_KEY or PASSERELLE_NEW_MASTER_KEY_FILE is not set: expected the secret that is to replace PASSERELLE_MASTER_KEY.");
  if (newMasterKey !== undefined) throw new Error("PASSERELLE_NEW_MASTER_KEY is set, but the present secret is a file in the data directory: remove it to have a new file made, or set PASSERELLE_MASTER_KEY to the content of that file.");
  const next = generated(dataDir, "master.key.new");
  return {
    ...next,
    adopt: (at) => {
      const [present, kept] = [join(dataDir, "master.key"), join(dataDir, `master.key.until-${at.toISOString().replace(/[:.]/g, "-")}`)];
      if (existsSync(present)) renameSync(present, kept);
      renameSync(join(dataDir, "master.key.new"), present);
      return kept;
    },
  };
};

const generated = (dataDir: string, name: string): Required<MasterSecret> => {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, name);
  try {
    const handle = openSync(file, "wx", 0o600);
    writeSync(handle, `${randomBytes(32).toString("base64url")}\n`);
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return { secret: readFileSync(file, "utf8").trim(), file };
};
