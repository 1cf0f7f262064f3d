import { beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { Finding, VerifyOptions } from "../../../src/domain/evidence/ports.js";
import { heiId } from "../../../src/kernel/ids.js";
import { fingerprintOf } from "../../../src/security/keys/public-key.js";
import { testKeyPair } from "../../support/keys/key-pairs.js";
import { EVIDENCE_HEI, sampleExchange } from "../../support/sample-exchanges.js";
import { onEveryEvidenceDatabase } from "../../support/servers/evidence-databases.js";

/** Changes of one thing each, by SQL; `{}` stands for the row `of`. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  exchanges: [
    "id = id || 'x'", "hei_id = 'other.example'", "partner_hei_id = null", "partner_hei_id = 'other.example'", "direction = 'in'", "api = 'echo'", "endpoint = 'index'",
    "request_id = null", "request_id = 'other'", "method = 'GET'", "url = url || '/x'", `request_headers = '{"a":"b"}'`, "status = 500", "status = null", `response_headers = '{}'`,
    "at = at + interval '1 microsecond'", "at = at - interval '1 year'", "duration_ms = duration_ms + 0.0000001", "problem = 'none'", "quirks = null", "quirks = '{}'", "quirks = '{other}'",
    "kind = 'routine'", "kind = null", "failed = true", "failed = null", "sealed = null", "sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)", "sealed = substr(sealed, 1, 60)",
    "request_address = null", "request_address = response_address", "response_address = null", "chain = null", "chain = chain + 1000", "height = height + 1000", "height = null",
    "place = place + 1000", "place = null",
  ],
  evidence_blocks: [
    "at = at + interval '1 microsecond'", "at = at + interval '1 day'", "previous = hash", "skip = set_byte(skip, 0, get_byte(skip, 0) # 1)", "names = '[]'", "leaves = substr(leaves, 1, 32)",
    "leaves = leaves || substr(leaves, 1, 32)", "leaves = set_byte(leaves, 5, get_byte(leaves, 5) # 128)", "hash = set_byte(hash, 0, get_byte(hash, 0) # 1)", "seal = hash", "height = height + 1000", "height = -5",
  ],
};

onEveryEvidenceDatabase((subject) => {
  const findings = async (options: Partial<VerifyOptions> = {}): Promise<readonly Finding[]> => {
    const found: Finding[] = [];
    await subject().evidence.verify({ ...options, onFinding: (finding) => found.push(finding) });
    return found;
  };
  /** Runs SQL, verifies, and undoes it. */
  const after = async (statements: readonly string[], options: Partial<VerifyOptions> = {}): Promise<readonly Finding[]> => {
    const { db } = subject();
    const kept = ["exchanges", "sealed_bodies", "evidence_blocks", "evidence_removals", "evidence_chains", "signing_keys", "partner_versions"];
    for (const table of kept) await sql.raw(`create table kept_${table} as table ${table}`).execute(db);
    try {
      for (const statement of statements) await sql.raw(statement).execute(db);
      return await findings(options);
    } finally {
      await sql.raw(`truncate ${kept.join(", ")} cascade`).execute(db);
      for (const table of ["sealed_bodies", "evidence_chains", "evidence_blocks", "evidence_removals", "signing_keys", "partner_versions", "exchanges"]) {
        await sql.raw(`insert into ${table} overriding system value select * from kept_${table}`).execute(db);
        await sql.raw(`drop table kept_${table}`).execute(db);
      }
    }
  };

  let written = false;
  beforeEach(async () => {
    if (written) return;
    written = true;
    const { exchanges, clock } = subject();
    const { publicKey } = testKeyPair();
    for (let block = 0; block < 5; block++) {
      for (let i = 0; i < 3; i++) exchanges.record(sampleExchange(`e${block}-${i}`, { signedWith: [{ fingerprint: fingerprintOf(publicKey), key: publicKey }] }));
      await exchanges.flush();
      clock.advance(1000);
    }
    // Another process opens a chain of its own, which names the first.
    const other = subject().anotherProcess();
    await other.save(sampleExchange("other", { heiId: heiId("second.example") }));
    await other.save(sampleExchange("plain", { heiId: heiId("second.example"), requestBody: new Uint8Array() }));
  });

  test("what nobody touched is in order", async () => {
    const seen = await subject().evidence.verify({ onFinding: (finding) => { throw new Error(JSON.stringify(finding)); } });
    expect(seen).toMatchObject({ blocks: 7, exchanges: 17, removed: 0, unchained: 0, findings: 0 });
    expect((await subject().evidence.heads()).map(({ height }) => height)).toEqual([1]);
  });

  describe("any single change is found", () => {
    for (const [table, changes] of Object.entries(CHANGES)) {
      const row = table === "exchanges" ? "id = 'e2-1'" : "(chain, height) = (select chain, 2 from exchanges where id = 'e2-1')";
      for (const change of changes) test(`${table}: ${change}`, async () => expect(await after([`update ${table} set ${change} where ${row}`])).not.toEqual([]));
    }

    test("every column of every table is among them", async () => {
      const { rows } = await sql<{ table_name: string; column_name: string }>`
        select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name in ('exchanges', 'evidence_blocks')`.execute(subject().db);
      const untried = rows.filter(({ table_name, column_name }) => !CHANGES[table_name]?.some((change) => change.startsWith(`${column_name} = `))).map(({ column_name }) => column_name);
      // The first two only hold what former versions wrote, and refer to tables of theirs; the others are tried below.
      expect(untried.sort()).toEqual(["chain", "request_body", "response_body", "seq"]);
    });

    const others: Readonly<Record<string, readonly string[]>> = {
      "a row that is gone": ["delete from exchanges where id = 'e2-1'"],
      "the last row": ["delete from exchanges where id = 'plain'"],
      "an added row": ["insert into exchanges (id, hei_id, direction, api, endpoint, method, url, request_headers, at, duration_ms, sealed, chain, height, place) select 'new', hei_id, direction, api, endpoint, method, url, request_headers, at, duration_ms, sealed, chain, height, 3 from exchanges where id = 'e2-2'"],
      "two rows that changed places": ["update exchanges set place = 77 where id = 'e2-0'", "update exchanges set place = 0 where id = 'e2-1'", "update exchanges set place = 1 where id = 'e2-0'"],
      "a row that tells another's story": ["update exchanges e set sealed = o.sealed from exchanges o where e.id = 'e2-0' and o.id = 'e2-1'"],
      "another body at the address": ["update sealed_bodies b set sealed = o.sealed from sealed_bodies o, exchanges e where b.address = e.request_address and e.id = 'e2-0' and o.address <> b.address"],
      "a row in another order": ["alter table exchanges alter seq set generated by default", "update exchanges set seq = 1000000 where id = 'e2-1'", "alter table exchanges alter seq set generated always"],
      "a changed body": ["update sealed_bodies b set sealed = set_byte(b.sealed, 30, get_byte(b.sealed, 30) # 1) from exchanges e where b.address = e.response_address and e.id = 'e2-0'"],
      "a block that is gone": ["delete from evidence_blocks where (chain, height) = (select chain, 2 from exchanges where id = 'e2-1')"],
      "a block that is gone with its rows": ["delete from evidence_blocks where (chain, height) = (select chain, 2 from exchanges where id = 'e2-1')", "delete from exchanges where id like 'e2-%'"],
      "a chain cut off below what another names": ["delete from evidence_blocks where chain = (select chain from exchanges where id = 'e2-1') and height = 4", "delete from exchanges where id like 'e4-%'"],
      "a block in another chain": ["update evidence_blocks set chain = (select chain from exchanges where id = 'other'), height = 2 where (chain, height) = (select chain, 4 from exchanges where id = 'e2-1')"],
      "another name of the chain": ["update evidence_chains set name = name || 'x'"],
      "a chain that is gone": ["delete from evidence_blocks where chain = (select chain from exchanges where id = 'e2-1')", "delete from exchanges where hei_id = 'evidence.example'", "delete from evidence_chains c where not exists (select from evidence_blocks where chain = c.id)"],
      "a removal that nobody sealed": ["delete from exchanges where id = 'e2-1'", "insert into evidence_removals select chain, 2, now(), '{1}', hash from evidence_blocks where (chain, height) = (select chain, 2 from exchanges where id = 'e2-0')"],
      "another key under the fingerprint": ["update signing_keys set spki = set_byte(spki, 50, get_byte(spki, 50) # 1)"],
      "another fingerprint of the key": ["update signing_keys set fingerprint = repeat('0', 64)"],
      "an agreement without its proof": [`insert into partner_versions values ('evidence.example', 'lac.example', 'x', 1, '{"exchangeId": "was-here"}')`],
    };
    for (const [what, statements] of Object.entries(others)) test(what, async () => expect(await after(statements)).not.toEqual([]));
  });

  test("who recomputes hashes without the key is found by the seal", async () => {
    const found = await after(["update evidence_blocks set at = at + interval '1 day', hash = hash where height = 4"]);
    expect(found.some(({ what }) => what === "it was changed")).toBe(true);
  });

  test("an end that was cut off is found by a head that was kept elsewhere, and only by it", async () => {
    const heads = await subject().evidence.heads();
    const cut = ["delete from exchanges where id = 'plain'", "delete from evidence_blocks where (chain, height) = (select chain, 1 from exchanges where id = 'other')"];
    expect(await after(cut)).toEqual([]);
    expect(await after(cut, { heads })).toEqual([{ where: `block ${heads[0]?.chain}:1`, what: "it was the end of its chain once and is missing or another one now" }]);
    expect(await findings({ heads })).toEqual([]);
  });

  test("contents of one institution or of a time only", async () => {
    const changed = ["update exchanges set method = 'PUT' where id = 'e2-1'"];
    expect(await after(changed, { heiId: heiId("second.example") })).toEqual([]);
    expect(await after(changed, { heiId: EVIDENCE_HEI })).toEqual([{ where: "exchange e2-1", what: "its content is not what was written" }]);
    expect(await after(changed, { since: new Date("2030-01-01") })).toEqual([]);
  });
});
