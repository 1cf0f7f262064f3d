import { describe, expect, test } from "@jest/globals";
import { connect } from "../../../src/store/connection/connect.js";
import { awaitServer } from "../../../src/store/connection/server-start.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";

const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });
/** Fails with each of the errors in turn, then connects. */
const failing = (...errors: readonly Error[]) => {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
  };
};

describe("a database server that is not there yet", () => {
  test.each(["ECONNREFUSED", "EAI_AGAIN", "57P03"])("%s: it is waited for, and the log says so once", async (code) => {
    const logger = keptLog();
    await awaitServer(failing(coded(code), coded(code)), { patienceMs: 60_000, logger });
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([["warn", "the database server does not answer yet; waiting for it"]]);
  });

  test("a refusal that waiting does not change is told at once", async () => {
    const refused = coded("28P01", "password authentication failed");
    await expect(awaitServer(failing(refused), { patienceMs: 60_000, logger: keptLog() })).rejects.toBe(refused);
  });

  test("patience ends", async () => {
    const never = { url: "postgres://nobody@127.0.0.1:1/none", clock: steeredClock(), logger: keptLog(), patienceMs: 500 };
    await expect(connect(never)).rejects.toMatchObject({ status: 503, message: "The database of this node cannot be reached at the moment." });
  });
});
