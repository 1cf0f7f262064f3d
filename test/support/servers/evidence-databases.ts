import { afterAll, beforeAll, describe } from "@jest/globals";
import type { Kysely } from "kysely";
import type { Evidence } from "../../../src/domain/evidence/ports.js";
import type { ExchangeStore } from "../../../src/domain/exchanges/ports.js";
import { connect } from "../../../src/store/connection/connect.js";
import { evidence } from "../../../src/store/evidence/evidence.js";
import { exchangeStore } from "../../../src/store/exchanges/exchange-store.js";
import { migrate } from "../../../src/store/migrations/migrate.js";
import type { Tables } from "../../../src/store/sql/tables.js";
import { keptLog, steeredClock, type SteeredClock } from "../fixed-ports.js";
import { testSeal } from "../test-seal.js";
import { havePostgres, testDatabase } from "./postgres.js";

/** The stores of evidence, and the database below them to tamper with. */
export interface EvidenceSubject {
  readonly db: Kysely<Tables>;
  readonly exchanges: ExchangeStore;
  readonly evidence: Evidence;
  readonly clock: SteeredClock;
  /** The exchange store of another process; where there can be none, of this one. */
  anotherProcess(): ExchangeStore;
}

const DATABASES = [
  { name: "embedded database", start: async () => ({ url: "pglite:memory", stop: async () => undefined }), server: false },
  { name: "PostgreSQL", start: testDatabase, server: true },
];

/** Runs tests once per kind of database, with a migrated one. */
export const onEveryEvidenceDatabase = (tests: (subject: () => EvidenceSubject) => void): void => {
  const postgres = havePostgres();
  for (const { name, start } of DATABASES.filter(({ server }) => postgres || !server)) {
    describe(`on the ${name}`, () => {
      let subject: EvidenceSubject | undefined;
      let stop: (() => Promise<void>) | undefined;
      beforeAll(async () => {
        const database = await start();
        const clock = steeredClock();
        const logger = keptLog();
        const { db, close } = await connect({ url: database.url, clock, logger });
        await migrate(db);
        const parts = { clock, logger, seal: testSeal };
        subject = { db, clock, exchanges: exchangeStore(db, parts), evidence: evidence(db, parts), anotherProcess: () => exchangeStore(db, parts) };
        stop = async () => {
          await close();
          await database.stop();
        };
      });
      afterAll(() => stop?.());
      tests(() => {
        if (!subject) throw new Error("the database has not started");
        return subject;
      });
    });
  }
};
