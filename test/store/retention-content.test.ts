/** What a student's records said, after their time: in no table, in no file and in no exchange, also not in one that came late; the evidence still verifies. */
import { expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { Verified } from "../../src/domain/evidence/ports.js";
import type { LaDocument } from "../../src/domain/learning-agreements/model.js";
import { heiId, omobilityId } from "../../src/kernel/ids.js";
import { fileStore } from "../../src/store/files.js";
import { laStore } from "../../src/store/learning-agreements/la-store.js";
import { retentionStore } from "../../src/store/retention/retention-store.js";
import { transcriptStore } from "../../src/store/transcripts/transcript-store.js";
import { officerSigns, sampleComponents, sampleDetails, studentSigns } from "../support/learning-agreements/sample-las.js";
import { sampleExchange } from "../support/sample-exchanges.js";
import { onEveryEvidenceDatabase } from "../support/servers/evidence-databases.js";
import { testSeal } from "../support/test-seal.js";
import { FULL } from "../support/transcripts/sample-transcripts.js";

const US = heiId("rive.example");
const P = heiId("lac.example");
const NAME = "Waldtraut";
const KEEP = {
  "outgoing-nominations": 1826, "incoming-nominations": 1826, "outgoing-learning-agreements": 1826, "incoming-learning-agreements": 1826, "outgoing-transcripts": 1826, "incoming-transcripts": 1826, unfinished: 365,
};
const LIMITS = { seconds: 60 };
const HOUR_MS = 3_600_000;
const signed = { components: sampleComponents(), student: studentSigns(), sending: officerSigns(NAME), receiving: officerSigns("Bo") };
const details = () => {
  const { sending, receiving, ...rest } = sampleDetails();
  return { ...rest, student: { ...rest.student, familyName: NAME }, sending: { ...sending, heiId: US }, receiving: { ...receiving, heiId: P } };
};

onEveryEvidenceDatabase((subject) => {
  const stores = () => {
    const { db, clock } = subject();
    const context = { db, clock, committed: () => undefined };
    return { las: laStore(context), transcripts: transcriptStore(context), files: fileStore(db), retention: retentionStore({ db, clock, seal: testSeal }) };
  };
  const verified = (): Promise<Verified> => subject().evidence.verify({ onFinding: ({ where, what }) => { throw new Error(`${where}: ${what}`); } });
  const key = (id: string) => ({ heiId: US, partnerHeiId: P, omobilityId: omobilityId(id) });
  const body = (id: string) => `<x><omobility-id>${id}</omobility-id><name>${NAME}</name></x>`;
  const exchange = (id: string, of: string) => subject().exchanges.save(sampleExchange(id, { heiId: US, partnerHeiId: P, api: "omobility-las", requestBody: Buffer.alloc(0), responseBody: Buffer.from(body(of)), at: subject().clock.now() }));
  /** Tables that hold the name: as text, in base64 or in hexadecimal; and exchanges, opened. */
  const holders = async (): Promise<readonly string[]> => {
    const { db, exchanges } = subject();
    const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(db);
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: [row] } = await sql<{ count: string }>`select count(*) from ${sql.table(name)} t where to_jsonb(t)::text ~* ${`${NAME}|${Buffer.from(NAME).toString("hex")}|${Buffer.from(NAME).toString("base64").slice(0, 11)}`}`.execute(db);
      if (Number(row?.count) > 0) found.push(name);
    }
    for (const { id } of await db.selectFrom("exchanges").select("id").orderBy("id").execute()) {
      const kept = await exchanges.get(US, id);
      if (Buffer.from(kept?.responseBody ?? []).includes(NAME)) found.push(`exchange ${id}`);
    }
    return found.sort();
  };
  /** An exchange as a former version wrote it, which stands outside of the chain until it is adopted. */
  const ofFormerVersion = async (id: string, of: string): Promise<void> => {
    const { db } = subject();
    await sql`insert into bodies values (sha256(${body(of)}::bytea), ${body(of)}::bytea)`.execute(db);
    await sql`insert into exchanges (id, hei_id, partner_hei_id, direction, api, endpoint, request_id, method, url, request_headers, request_body, status, response_headers, response_body, at, duration_ms, problem, quirks)
      values (${id}, ${US}, ${P}, 'out', 'imobility-tors', 'get', 'r', 'GET', 'https://x/', '{}', null, 200, '{}', sha256(${body(of)}::bytea), '2026-03-01', 1.5, null, null)`.execute(db);
  };

  test("what records say is in the database while they are kept", async () => {
    const { las, transcripts, files } = stores();
    const { clock } = subject();
    const times = { createdAt: clock.now(), changedAt: clock.now() };
    const seen = { sendingHeiId: P, at: clock.now(), actor: "partner" };
    await las.decideOutgoing(key("ours"), () => ({
      outgoing: { ...key("ours"), mobilityType: "semester", revision: 1, servedVersion: 1, details: details(), firstVersion: signed, rounds: [], ...times }, changes: [{ kind: "la-changed", ...key("ours"), ...seen, sendingHeiId: US, what: "approved" }],
    }));
    const { sending, receiving, ...rest } = details();
    const document: LaDocument = { omobilityId: omobilityId("theirs"), ...rest, sending: { ...sending, heiId: P }, receiving: { ...receiving, heiId: US }, firstVersion: signed };
    for (const version of [1, 2]) await las.decideIncoming(key("theirs"), () => ({
      incoming: { ...key("theirs"), revision: version, current: { document: { ...document, eqfLevel: 5 + version }, version, exchangeId: `x-theirs-${version}`, receivedAt: clock.now() }, confirmedAt: clock.now(), proposals: [], agreed: signed, ...times },
      changes: [{ kind: "incoming-la-seen", ...key("theirs"), ...seen }],
    }));
    for (const [revision, pdfFileId] of [[1, "pdf-1"], [2, "pdf-2"]] as const) {
      await files.put({ id: pdfFileId, heiId: US, mediaType: "application/pdf", bytes: Buffer.from(`%PDF ${NAME}`), createdAt: clock.now() });
      await transcripts.decideOutgoing(key("tor"), () => ({
        outgoing: { ...key("tor"), revision, version: revision, stage: "issued", content: { results: [], pdfFileId }, issuedPdfFileId: pdfFileId, transcript: { ...FULL, learner: { ...FULL.learner, familyName: NAME } }, ...times },
        pdf: Buffer.from(`%PDF ${NAME}`), changes: [{ kind: "transcript-changed", ...key("tor"), ...seen, what: "issued" }],
      }));
    }
    await subject().db.updateTable("outbox").set({ state: "delivered", ended_at: clock.now() }).execute();
    for (const id of ["theirs-1", "theirs-2"]) await exchange(`x-${id}`, "theirs");
    await exchange("x-ours", "ours");
    await ofFormerVersion("x-old", "tor");
    expect(await holders()).toEqual([
      "bodies", "exchange x-old", "exchange x-ours", "exchange x-theirs-1", "exchange x-theirs-2", "files", "incoming_las", "issued_transcript_versions", "issued_transcripts", "la_versions", "outgoing_las",
    ]);
  });

  test("after their time nothing says it but what is not in the chain yet", async () => {
    const { retention, las, transcripts, files } = stores();
    subject().clock.set(new Date("2033-01-02T00:00:00Z"));
    expect(await retention.remove(KEEP, LIMITS)).toEqual({ records: 3, exchanges: 3, finished: true });
    expect(await holders()).toEqual(["bodies", "exchange x-old"]);
    expect(await Promise.all([las.outgoing(US, omobilityId("ours")), las.incoming(key("theirs")), transcripts.outgoing(key("tor")), files.get(US, "pdf-1"), files.get(US, "pdf-2")])).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([await las.servedTo(US, [P], [omobilityId("ours")]), await transcripts.issuedVersions(key("tor")), await transcripts.servedTo(US, P, [omobilityId("tor")])]).toEqual([[], [], []]);
    expect(await verified()).toMatchObject({ removed: 3, unchained: 1 });
  });

  test("an exchange that was in memory then, or of a former version, goes when it is in the chain", async () => {
    const { retention } = stores();
    const { clock, evidence, db } = subject();
    await exchange("x-late", "ours");
    expect(await retention.remove(KEEP, LIMITS)).toEqual({ records: 0, exchanges: 0, finished: true });
    clock.advance(HOUR_MS);
    expect(await retention.remove(KEEP, LIMITS)).toEqual({ records: 0, exchanges: 0, finished: true });
    expect(await holders()).toContain("exchange x-late");
    await evidence.adoptOld();
    expect(await retention.remove(KEEP, LIMITS)).toEqual({ records: 0, exchanges: 2, finished: true });
    expect([await holders(), await db.selectFrom("removed_lately").selectAll().execute()]).toEqual([[], []]);
    expect(await verified()).toMatchObject({ removed: 5, unchained: 0 });
  });

  test("a transcript of ours is not made again under a removed id, and the reason is said", async () => {
    const at = subject().clock.now();
    const again = stores().transcripts.decideOutgoing(key("tor"), () =>
      ({ outgoing: { ...key("tor"), revision: 1, version: 0, stage: "draft", content: { results: [] }, createdAt: at, changedAt: at }, changes: [] }));
    await expect(again).rejects.toMatchObject({ status: 409, message: "The id of this mobility is or was in use.", userMessages: [{ text: "A record of this mobility was removed when its time was over. Use another mobility." }] });
  });
});
