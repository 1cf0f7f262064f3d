import { Migrator, sql, type Kysely, type Migration } from "kysely";
import type { Tables } from "../sql/tables.js";
import * as foundation from "./001-foundation.js";
import * as evidence from "./002-evidence.js";
import * as keys from "./003-keys.js";
import * as creationsKeepTheirId from "./005-creations-keep-their-id.js";
import * as claimsByPartner from "./006-claims-by-partner.js";
import * as surveys from "./007-surveys.js";
import * as mobilities from "./008-mobilities.js";
import * as courses from "./009-courses.js";
import * as nominations from "./010-nominations.js";
import * as learningAgreements from "./011-learning-agreements.js";
import * as transcripts from "./012-transcripts.js";
import * as transcriptPdfs from "./013-transcript-pdfs.js";
import * as courseRevisions from "./014-course-revisions.js";
import * as records from "./016-records.js";
import * as takenAlong from "./017-taken-along.js";
import * as imports from "./018-imports.js";
import * as removedLately from "./019-removed-lately.js";
import * as people from "./021-people.js";
import * as audit from "./022-audit.js";
import * as changeFeed from "./023-change-feed.js";
import * as webhooks from "./024-webhooks.js";
import * as officeWork from "./026-office-work.js";
import * as digests from "./027-digests.js";

/**
 * To add one: write the next file, list it here. Names never change, and what was released is never edited. The version before goes on
 * running on what it makes, so it only adds (docs/decisions/0017-migrations-only-add.md; a test reads its statements).
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "001-foundation": foundation,
  "002-evidence": evidence,
  "003-keys": keys,
  "005-creations-keep-their-id": creationsKeepTheirId,
  "006-claims-by-partner": claimsByPartner,
  "007-surveys": surveys,
  "008-mobilities": mobilities,
  "009-courses": courses,
  "010-nominations": nominations,
  "011-learning-agreements": learningAgreements,
  "012-transcripts": transcripts,
  "013-transcript-pdfs": transcriptPdfs,
  "014-course-revisions": courseRevisions,
  "016-records": records,
  "017-taken-along": takenAlong,
  "018-imports": imports,
  "019-removed-lately": removedLately,
  "021-people": people,
  "022-audit": audit,
  "023-change-feed": changeFeed,
  "024-webhooks": webhooks,
  "026-office-work": officeWork,
  "027-digests": digests,
};

/** What a later version applied: nothing to do here, and no reason not to start. */
const OF_A_LATER_VERSION: Migration = { up: async () => undefined };

const applied = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const { rows: [table] } = await sql<{ present: boolean }>`select to_regclass('kysely_migration') is not null as present`.execute(db);
  if (table?.present !== true) return [];
  return (await sql<{ name: string }>`select name from kysely_migration`.execute(db)).rows.map(({ name }) => name);
};

const missing = (names: readonly string[]): readonly string[] => Object.keys(MIGRATIONS).filter((name) => !names.includes(name));

/**
 * Brings the schema up to date and returns the names of what was applied. Runs under an advisory lock, in one transaction:
 * several processes may start at once, and a failed migration leaves nothing behind. A schema of a later version is left as it is.
 */
export const migrate = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const before = await applied(db);
  // The migrator looks at every table of the database first, which takes longer than all else at a start.
  if (missing(before).length === 0) return [];
  const later = before.filter((name) => !(name in MIGRATIONS)).map((name) => [name, OF_A_LATER_VERSION]);
  // Those of several branches may arrive in another order than their numbers; none needs what another adds.
  const migrator = new Migrator({ db, allowUnorderedMigrations: true, provider: { getMigrations: async () => ({ ...MIGRATIONS, ...Object.fromEntries(later) }) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.filter((result) => result.status === "Success").map((result) => result.migrationName);
};

/** Names of the migrations that this version has and the database has not. */
export const pendingMigrations = async (db: Kysely<Tables>): Promise<readonly string[]> => missing(await applied(db));
