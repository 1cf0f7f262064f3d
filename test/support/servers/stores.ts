import { afterAll, beforeAll, describe } from "@jest/globals";
import { openStore, type Store } from "../../../src/store/open.js";
import { keptLog, steeredClock, type SteeredClock } from "../fixed-ports.js";
import { embeddedDatabase } from "./embedded.js";
import { havePostgres, testDatabase, type TestDatabase } from "./postgres.js";
import { testSeal } from "../test-seal.js";

/** What a contract is run against. */
export interface StoreSubject {
  readonly store: Store;
  /** The store as another process sees it; on the embedded database, which allows one process, the same one. */
  readonly other: Store;
  readonly clock: SteeredClock;
  readonly log: ReturnType<typeof keptLog>;
  readonly url: string;
}

const EMBEDDED = { name: "embedded database", start: embeddedDatabase };
const SERVER = { name: "PostgreSQL", start: testDatabase };

/** Runs a contract once per kind of database. */
export const onEveryDatabase = (contract: (subject: () => StoreSubject) => void): void => {
  for (const database of havePostgres() ? [EMBEDDED, SERVER] : [EMBEDDED]) {
    describe(`on the ${database.name}`, () => {
      let subject: StoreSubject | undefined;
      let given: TestDatabase | undefined;
      beforeAll(async () => {
        given = await database.start();
        const clock = steeredClock();
        const log = keptLog();
        const options = { url: given.url, clock, logger: log, evidenceSeal: testSeal };
        const store = await openStore(options);
        await store.migrate();
        const other = given.url.startsWith("pglite:") ? store : await openStore(options);
        subject = { store, other, clock, log, url: given.url };
      });
      afterAll(async () => {
        await subject?.store.close();
        if (subject && subject.other !== subject.store) await subject.other.close();
        await given?.stop();
      });
      contract(() => {
        if (!subject) throw new Error("the database has not started");
        return subject;
      });
    });
  }
};
