import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { freePort } from "../../support/servers/server-process.js";
import { connect } from "../../../src/store/connection/connect.js";
import { openStore } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { havePostgres, testDatabase, type TestDatabase } from "../../support/servers/postgres.js";

const open = (url: string) => openStore({ url, clock: steeredClock(), logger: keptLog() });

test("a database that is away is 503, row 50", async () => {
  const store = await open(`postgres://nobody@127.0.0.1:${await freePort()}/none`);
  await expect(store.ping()).rejects.toMatchObject({ status: 503, developerMessage: "The database of this node cannot be reached at the moment." });
  await store.close();
});

if (havePostgres()) {
  describe("on PostgreSQL", () => {
    let database: TestDatabase;
    beforeAll(async () => { database = await testDatabase(); });
    afterAll(() => database.stop());

    test("processes that start at once migrate once", async () => {
      const stores = await Promise.all([1, 2, 3, 4].map(() => open(database.url)));
      const pending = await stores[0]?.pendingMigrations();
      expect(pending?.[0]).toBe("001-foundation");
      const applied = await Promise.all(stores.map((store) => store.migrate()));
      expect(applied.filter((names) => names.length > 0)).toEqual([pending]);
      expect(await stores[0]?.pendingMigrations()).toEqual([]);
      await Promise.all(stores.map((store) => store.close()));
    });

    test("a schema that a later version has migrated is used as it is", async () => {
      const { db, close } = await connect({ url: database.url, clock: steeredClock(), logger: keptLog() });
      await sql`insert into kysely_migration (name, timestamp) values ('999-of-tomorrow', ${new Date(8.64e15).toISOString()})`.execute(db);
      const store = await open(database.url);
      expect(await store.migrate()).toEqual([]);
      expect(await store.pendingMigrations()).toEqual([]);
      await Promise.all([store.close(), close()]);
    });
  });
}
