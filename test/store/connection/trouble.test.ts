import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { connect, type Connection } from "../../../src/store/connection/connect.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";

let connection: Connection;
beforeAll(async () => {
  connection = await connect({ url: "pglite:memory", clock: steeredClock(), logger: keptLog() });
});
afterAll(() => connection.close());

/** What a caller is told when the database answers with this SQLSTATE. */
const told = (state: string) => sql.raw(`do $$ begin raise exception 'trouble' using errcode = '${state}'; end $$`).execute(connection.db).catch((error: unknown) => error);

test.each(["53100", "53200", "53300"])("row 50: a database without room (%s) is 503", async (state) => {
  expect(await told(state)).toMatchObject({ name: "EwpError", status: 503, developerMessage: "The database of this node has no room at the moment." });
});

test("row 50: a database that is shutting down is 503", async () => {
  expect(await told("57P01")).toMatchObject({ name: "EwpError", status: 503, developerMessage: "The database of this node cannot be reached at the moment." });
});

test("another error is told as it is", async () => {
  expect(await told("22012")).toMatchObject({ name: "error", code: "22012" });
});
