import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import pg from "pg";
import { type Connection, connect } from "../../../src/store/connection/connect.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { havePostgres, type TestDatabase, testDatabase } from "../../support/servers/postgres.js";

const onPostgres = havePostgres() ? describe : undefined;
const UNAVAILABLE = { status: 503, message: "The database of this node cannot be reached at the moment." };

onPostgres?.("a database server that ends our connections", () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await testDatabase();
    connection = await connect({ url: database.url, clock: steeredClock(), logger: keptLog(), poolSize: 2 });
  }, 120_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  const works = async (): Promise<void> => expect((await sql<{ one: number }>`select 1 as one`.execute(connection.db)).rows).toEqual([{ one: 1 }]);
  /** As the restart of a server does. */
  const end = async (pid: number): Promise<void> => {
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query("select pg_terminate_backend($1)", [pid]);
    await other.query("select pg_sleep(0.2)");
    await other.end();
  };

  test("between two statements of a transaction: it is unavailable, and the next use works", async () => {
    const transaction = connection.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await end(rows[0]!.pid);
      await sql`select 1`.execute(tx);
    });
    await expect(transaction).rejects.toMatchObject(UNAVAILABLE);
    await works();
  });

  test("during a statement", async () => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection.db);
    const sleeping = sql`select pg_sleep(60)`.execute(connection.db);
    const outcome = expect(sleeping).rejects.toMatchObject(UNAVAILABLE);
    await end(rows[0]!.pid);
    await outcome;
    await works();
  });

  test("while nobody uses them", async () => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection.db);
    await end(rows[0]!.pid);
    await works();
  });
});

describe("what is no loss of the connection", () => {
  test("stays what it is", async () => {
    const embedded = await connect({ url: "pglite:memory", clock: steeredClock(), logger: keptLog() });
    await expect(sql`select * from nowhere`.execute(embedded.db)).rejects.toMatchObject({ code: "42P01" });
    await embedded.close();
  });
});
