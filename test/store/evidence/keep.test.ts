import { expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { Verified } from "../../../src/domain/evidence/ports.js";
import { EVIDENCE_HEI, sampleExchange } from "../../support/sample-exchanges.js";
import { onEveryEvidenceDatabase } from "../../support/servers/evidence-databases.js";

const KEEP = { agreement: 3650, refused: 365, routine: 90 };
const LIMITS = { seconds: 60 };
const DAY_MS = 86_400_000;

onEveryEvidenceDatabase((subject) => {
  const verified = (): Promise<Verified> => subject().evidence.verify({ onFinding: ({ where, what }) => { throw new Error(`${where}: ${what}`); } });
  const ids = async () => (await subject().db.selectFrom("exchanges").select("id").orderBy("id").execute()).map(({ id }) => id);

  test("bodies, headers, queries and problems are not in the database in the clear", async () => {
    const { exchanges, db } = subject();
    await exchanges.save(sampleExchange("secret", {
      url: "https://lac.example/get?name=Waldtraut", requestHeaders: { "x-note": "Waldtraut" }, requestBody: Buffer.from("Waldtraut"),
      responseHeaders: { "x-note": "Waldtraut" }, responseBody: Buffer.from("<p>Waldtraut</p>"), problem: "Waldtraut",
    }));
    for (const table of ["exchanges", "sealed_bodies"]) {
      const { rows } = await sql<{ text: string }>`select to_jsonb(t)::text as text from ${sql.table(table)} t`.execute(db);
      for (const { text } of rows) expect(text).not.toMatch(/Waldtraut|V2FsZHRyYXV0|57616c647472617574/i);
    }
    expect(await exchanges.get(EVIDENCE_HEI, "secret")).toMatchObject({ url: "https://lac.example/get?name=Waldtraut", problem: "Waldtraut" });
    expect((await exchanges.list(EVIDENCE_HEI, { failed: true }, { limit: 5 })).items.map(({ id }) => id)).toEqual(["secret"]);
  });

  test("exchanges of a former version are readable, then sealed and chained, and nothing of them stays in the clear", async () => {
    const { db, exchanges, evidence } = subject();
    await sql`insert into bodies values (sha256('old body'), 'old body')`.execute(db);
    for (let i = 0; i < 130; i++) await sql`
      insert into exchanges (id, hei_id, partner_hei_id, direction, api, endpoint, request_id, method, url, request_headers, request_body, status, response_headers, response_body, at, duration_ms, problem, quirks)
      values (${`old-${i}`}, 'evidence.example', 'lac.example', 'in', 'iias', 'get', 'r', 'GET', 'https://x/?iia_id=1', '{"b":"1","a":"2"}', sha256('old body'), 200, '{"z":"1"}', sha256('old body'), '2025-01-01', 1.5, null, '{q}')`.execute(db);
    const before = await exchanges.get(EVIDENCE_HEI, "old-7");
    expect(before).toMatchObject({ url: "https://x/?iia_id=1", requestHeaders: { b: "1", a: "2" }, requestBody: Buffer.from("old body") });
    expect((await verified()).unchained).toBe(130);
    expect([await evidence.adoptOld(), await evidence.adoptOld(), await evidence.adoptOld()]).toEqual([100, 30, 0]);
    expect(await exchanges.get(EVIDENCE_HEI, "old-7")).toEqual(before);
    expect((await verified()).unchained).toBe(0);
    expect(await db.selectFrom("bodies").selectAll().execute()).toEqual([]);
  });

  test("each kind goes after its time, what an agreement refers to stays, and the chain knows the difference", async () => {
    const { db, exchanges, evidence, clock } = subject();
    await sql`truncate exchanges, sealed_bodies`.execute(db);
    await sql`truncate evidence_chains, evidence_blocks, evidence_removals cascade`.execute(db);
    const at = clock.now();
    const body = Buffer.from("shared");
    const fresh = subject().anotherProcess();
    for (const [id, more] of Object.entries({
      echo: { api: "echo", endpoint: "" }, index: { endpoint: "index" }, get: {}, cnr: { api: "iia-cnr", endpoint: "" },
      refused: { problem: "no" }, "refused-referred": { problem: "no" }, "echo-approved": { api: "echo" },
    })) fresh.record(sampleExchange(id, { at, requestBody: body, ...more }));
    await fresh.flush();
    await sql`insert into partner_versions values ('evidence.example', 'lac.example', 'x', 1, '{"exchangeId": "refused-referred"}')`.execute(db);
    await sql`insert into agreements values ('evidence.example', 'a', 'lac.example', null, 1, 'shared', 'h', null, null, '{}', '{}', now(), '{"inForce": {"approvalByUs": {"exchangeId": "echo-approved"}}}')`.execute(db);
    expect(await evidence.removeOld(KEEP, LIMITS)).toEqual({ exchanges: 0, bodies: 0, referred: 0, finished: true });
    clock.advance(100 * DAY_MS);
    // Bodies of their own go, the shared one stays as long as somebody needs it.
    expect(await evidence.removeOld(KEEP, LIMITS)).toEqual({ exchanges: 2, bodies: 2, referred: 1, finished: true });
    expect(await ids()).toEqual(["cnr", "echo-approved", "get", "refused", "refused-referred"]);
    clock.advance(300 * DAY_MS);
    expect(await evidence.removeOld(KEEP, LIMITS)).toEqual({ exchanges: 1, bodies: 1, referred: 2, finished: true });
    expect(await verified()).toMatchObject({ exchanges: 4, removed: 3 });
    clock.advance(3650 * DAY_MS);
    expect(await evidence.removeOld(KEEP, LIMITS)).toEqual({ exchanges: 2, bodies: 2, referred: 2, finished: true });
    expect(await ids()).toEqual(["echo-approved", "refused-referred"]);
    expect(await verified()).toMatchObject({ exchanges: 2, removed: 5 });

    // The other process still believes that the body is there.
    await sql`delete from agreements`.execute(db);
    await sql`delete from partner_versions`.execute(db);
    await evidence.removeOld(KEEP, LIMITS);
    expect(await db.selectFrom("sealed_bodies").selectAll().execute()).toEqual([]);
    await fresh.save(sampleExchange("again", { requestBody: body }));
    expect(await exchanges.get(EVIDENCE_HEI, "again")).toMatchObject({ requestBody: body });
    expect(await verified()).toMatchObject({ exchanges: 1, removed: 7 });
    expect(await evidence.removeOld(KEEP, { seconds: -1 })).toEqual({ exchanges: 0, bodies: 0, referred: 0, finished: false });
  });

  test("a write whose outcome was lost is not doubled", async () => {
    const { exchanges } = subject();
    await exchanges.save(sampleExchange("once"));
    await exchanges.save(sampleExchange("once"));
    await Promise.all([exchanges.save(sampleExchange("twice")), exchanges.save(sampleExchange("twice"))]);
    const all = (await ids()).filter((id) => id === "once" || id === "twice");
    expect(all).toEqual(["once", "twice"]);
    await verified();
  });
});
