/** Backup and restore, and the way from the embedded database to a server: there and back, all is as it was. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { copyDatabase } from "../../src/store/copy-database.js";
import { createDatabase } from "../../src/store/create-database.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";
import { fill, readAll, writeOn } from "../support/servers/filled-store.js";
import { havePostgres, testDatabase, type TestDatabase } from "../support/servers/postgres.js";
import { quickPlace } from "../support/servers/quick-place.js";

const SECRET = "the master secret of the filled store";
const dir = mkdtempSync(join(quickPlace(), "passerelle-copy-"));
const origin = `pglite:${join(dir, "origin")}`;
const copy = (from: string, to: string) => {
  const ports = { clock: steeredClock(), logger: keptLog() };
  return copyDatabase({ url: from, ...ports }, { url: to, ...ports });
};

let before: Awaited<ReturnType<typeof readAll>>;
beforeAll(async () => {
  await fill(origin, SECRET);
  before = await readAll(origin, SECRET);
}, 300_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("what is copied is something of everything", () => {
  expect(before).toMatchObject({ pending: [], findings: [], verified: { exchanges: 25, unchained: 0, findings: 0 }, file: true, claim: { is: "in-progress" } });
  expect([before.agreements.length, before.index.length, before.outbox.items.length, before.exchanges.filter(Boolean).length, before.keys.length, before.heads.length]).toEqual([40, 40, 3, 25, 2, 1]);
});

describe("an embedded copy in another directory", () => {
  const backup = `pglite:${join(dir, "backup")}`;

  test("is equal, and its evidence verifies", async () => {
    const copied = await copy(origin, backup);
    expect(Object.fromEntries(copied.map(({ table, rows }) => [table, rows]))).toMatchObject({ agreements: 40, agreement_versions: 80, exchanges: 25, outbox: 3, sealed_keys: 2, files: 1, master_seal: 1 });
    expect(await readAll(backup, SECRET)).toEqual(before);
  }, 300_000);

  test("opens with its master secret only", async () => {
    await expect(readAll(backup, "another master secret")).rejects.toThrow(/^The master secret is not the one that seals this database since \S+: set PASSERELLE_MASTER_KEY to that one, or the copy of its file/);
  }, 300_000);

  test("is not copied upon", async () => {
    await expect(copy(origin, backup)).rejects.toThrow(/^The target is not empty, so nothing was copied: there are rows in public\.agreement_versions, public\.agreements, /);
  }, 300_000);

  test("of a database that is in use is refused, naming who holds it", async () => {
    await expect(copy(origin, origin)).rejects.toThrow(/ is in use by process \d+ /);
    expect(readdirSync(dir).sort()).toEqual(["backup", "origin"]);
  }, 300_000);
});

if (havePostgres()) {
  describe("a PostgreSQL server", () => {
    let database: TestDatabase;
    beforeAll(async () => { database = await testDatabase(); }, 300_000);
    afterAll(() => database.stop(), 300_000);

    test("takes over from the embedded database, and gives new rows new numbers", async () => {
      await copy(origin, database.url);
      expect(await readAll(database.url, SECRET)).toEqual(before);
      const numbers = await writeOn(database.url, SECRET);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect((await readAll(database.url, SECRET)).findings).toEqual([]);
    }, 300_000);

    test("is dumped and restored by its own tools, as docs/operating.md says", async () => {
      const [file, restored] = [join(dir, "passerelle.dump"), await createDatabase(database.url, `restored_${process.pid}`)];
      execFileSync("pg_dump", ["-Fc", "-f", file, "-d", database.url]);
      execFileSync("pg_restore", ["--no-owner", "-d", restored, file]);
      expect(await readAll(restored, SECRET)).toEqual(await readAll(database.url, SECRET));
    }, 300_000);

    test("goes back into an embedded database", async () => {
      const back = `pglite:${join(dir, "back")}`;
      await copy(database.url, back);
      expect(await readAll(back, SECRET)).toEqual(await readAll(database.url, SECRET));
    }, 300_000);
  });
}
