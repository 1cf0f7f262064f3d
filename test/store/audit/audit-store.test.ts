import { describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { AuditEntry } from "../../../src/domain/audit/model.js";
import { heiId } from "../../../src/kernel/ids.js";
import { connect } from "../../../src/store/connection/connect.js";
import { openStore } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { embeddedDatabase } from "../../support/servers/embedded.js";
import { onEveryDatabase } from "../../support/servers/stores.js";
import { testSeal } from "../../support/test-seal.js";

const entry = (number: number): AuditEntry => ({
  at: new Date("2026-03-01T08:00:00Z"), actor: "person:7", callerId: "7", operation: "getOutgoing", heiId: heiId("rive.example"), objects: [`student ${number}`, "ö"], filters: [], status: 200, requestId: `request ${number}`,
});

onEveryDatabase((subject) => {
  test("what several processes write at once is one chain without a gap", async () => {
    const { store, other } = subject();
    await Promise.all(Array.from({ length: 60 }, (_, number) => (number % 2 === 0 ? store : other).audit.append(entry(number))));
    const { items, next } = await store.audit.list({}, { limit: 50 });
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, at) => 60 - at));
    expect((await store.audit.list({}, { limit: 50, cursor: next ?? "" })).items).toHaveLength(10);
    expect(await store.audit.verify()).toEqual({ entries: 60, findings: [], head: { number: 60, hash: items[0]?.hash.toString("hex") } });
  });
});

describe("whoever can write to the database", () => {
  /** A log of three entries, and its database once the node has ended. */
  const tampered = async (statements: readonly string[]) => {
    const { url, stop } = await embeddedDatabase();
    const options = { url, clock: steeredClock(), logger: keptLog(), evidenceSeal: testSeal };
    const before = await openStore(options);
    for (const number of [1, 2, 3]) await before.audit.append(entry(number));
    const { head } = await before.audit.verify();
    await before.close();
    const { db, close } = await connect(options);
    const refused: string[] = [];
    for (const statement of statements) await sql.raw(statement).execute(db).catch((error: unknown) => refused.push(String(error instanceof Error ? error.message : error)));
    await close();
    const after = await openStore(options);
    const verified = await after.audit.verify(head ? [head] : []);
    await after.close();
    await stop();
    return { refused, findings: verified.findings.map(({ number, what }) => `${number} ${what}`) };
  };
  const WITHOUT_TRIGGER = "alter table audit_entries disable trigger user";

  test("cannot change, remove or empty it", async () => {
    const { refused, findings } = await tampered(["update audit_entries set actor = 'somebody else' where number = 2", "delete from audit_entries where number = 3", "truncate audit_entries"]);
    expect(refused).toEqual(Array.from({ length: 3 }, () => "the audit log is only added to"));
    expect(findings).toEqual([]);
  });

  test.each([
    ["changes an entry", "update audit_entries set actor = 'somebody else' where number = 2", ["2 was changed"]],
    ["takes one out", "delete from audit_entries where number = 2", ["2 is missing, with 0 after it"]],
    ["cuts the end off", "delete from audit_entries where number = 3", ["3 is missing although its head was kept"]],
    ["adds one", "insert into audit_entries select 4, at, actor, caller_id, operation, hei_id, objects, filters, found, status, request_id, hash, hash, seal from audit_entries where number = 3", ["4 was changed"]],
  ])("is found out who, with the trigger switched off, %s", async (_what, statement, expected) => {
    expect((await tampered([WITHOUT_TRIGGER, statement])).findings).toEqual(expected);
  });
});
