import { Migrator, type Kysely, type Migration } from "kysely";
import type { Tables } from "../sql/tables.js";
import * as foundation from "./001-foundation.js";
import * as evidence from "./002-evidence.js";
import * as keys from "./003-keys.js";
import * as creationsKeepTheirId from "./005-creations-keep-their-id.js";
import * as claimsByPartner from "./006-claims-by-partner.js";

/** To add one: write the next file, list it here. Names never change, and what was released is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  "001-foundation": foundation,
  "002-evidence": evidence,
  "003-keys": keys,
  "005-creations-keep-their-id": creationsKeepTheirId,
  "006-claims-by-partner": claimsByPartner,
};

const migratorOf = (db: Kysely<Tables>): Migrator => new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });

/**
 * Brings the schema up to date and returns the names of what was applied. Runs under an advisory lock, in one transaction:
 * several processes may start at once, and a failed migration leaves nothing behind.
 */
export const migrate = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const { error, results = [] } = await migratorOf(db).migrateToLatest();
  if (error) throw error;
  return results.filter((result) => result.status === "Success").map((result) => result.migrationName);
};

/** Names of the migrations that this version has and the database has not. */
export const pendingMigrations = async (db: Kysely<Tables>): Promise<readonly string[]> =>
  (await migratorOf(db).getMigrations()).filter((migration) => migration.executedAt === undefined).map((migration) => migration.name);
