/** Records of students after their time: they go with all that carries them and do not come back; the chain of evidence and the numbers stay whole. */
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "@jest/globals";
import type { Verified } from "../../src/domain/evidence/ports.js";
import { plain, yearsOf } from "../../src/domain/statistics/model.js";
import { receive } from "../../src/domain/transcripts/transitions.js";
import { heiId, omobilityId } from "../../src/kernel/ids.js";
import { proposeLa } from "../support/learning-agreements/proposed-la.js";
import { content, imobility, omobility } from "../support/nominations/samples.js";
import { sampleExchange } from "../support/sample-exchanges.js";
import { onEveryDatabase } from "../support/servers/stores.js";
import { LEARNER, resultOf, transcriptWith } from "../support/transcripts/sample-transcripts.js";

const US = heiId("rive.example");
const P = heiId("lac.example");
const KEEP = {
  "outgoing-nominations": 1826, "incoming-nominations": 1826, "outgoing-learning-agreements": 1826, "incoming-learning-agreements": 1826,
  "outgoing-transcripts": 1826, "incoming-transcripts": 1826, unfinished: 365,
};
const LIMITS = { seconds: 60 };
const agreed = { learner: LEARNER, iscedCode: "0541", components: [] };
const home = { tables: [], failing: [] };

onEveryDatabase((subject) => {
  const scope = (id: string) => ({ heiId: US, partnerHeiId: P, id: omobilityId(id) });
  const key = (id: string) => ({ heiId: US, partnerHeiId: P, omobilityId: omobilityId(id) });
  const about = (id: string, sendingHeiId = P) => ({ ...key(id), sendingHeiId, at: subject().clock.now(), actor: "partner" });
  const verified = (): Promise<Verified> => subject().store.evidence.verify({ heads: [], onFinding: ({ where, what }) => { throw new Error(`${where}: ${what}`); } });
  const exchange = (id: string, omobility: string) => subject().store.exchanges.save(sampleExchange(id, {
    heiId: US, partnerHeiId: P, api: "omobilities", requestBody: Buffer.alloc(0), responseHeaders: { "content-encoding": "gzip" },
    responseBody: gzipSync(`<x><omobility-id>${omobility}</omobility-id><name>Núñez</name></x>`), at: subject().clock.now(),
  }));
  const kept = async (...ids: string[]) => (await Promise.all(ids.map((id) => subject().store.exchanges.get(US, id)))).map((found) => found?.id);

  beforeAll(async () => {
    const { store, clock } = subject();
    for (const [id, of] of Object.entries({ "x-1": "1", "x-again": "1", "x-10": "10", "x-out": "out-1", "x-open": "pending" })) await exchange(id, of);
    await store.exchanges.save(sampleExchange("x-iia", { heiId: US, partnerHeiId: P, at: clock.now() }));
    const read = (id: string, exchangeId: string, facts: object = {}) => {
      const known = imobility({ id });
      return store.nominations.decideImobility(scope(id), () => ({ imobility: { ...known, current: { ...known.current, exchangeId, ...facts } }, changes: [{ kind: "imobility-seen", ...about(id) }] }));
    };
    await read("1", "x-1");
    // An id that contains the other one's, and a longer stay.
    await read("10", "x-10", { proposal: { id: "p", content: content({ receivingAcademicYear: "2027/2028" }) } });
    await read("pending", "x-open", { status: "pending" });
    for (const own of [omobility({ id: "out-1", status: "approved" }), omobility({ id: "draft", stage: "draft", version: 0 })]) {
      await store.nominations.decideOmobility(scope(own.id), () => ({ omobilities: [own], changes: [] }));
    }
    await store.nominations.decideOmobility(scope("told"), () => ({ omobilities: [omobility({ id: "told", status: "approved" })], changes: [{ kind: "omobility-changed", what: "sent", ...about("told", US) }] }));
    await proposeLa(store.learningAgreements, { id: "la", heiId: US, partnerHeiId: P });
    const fetched = { transcript: transcriptWith([resultOf(1)]), signature: "none" as const, exchangeId: "x-tor" };
    await store.transcripts.decideReceived(key("tor"), (found, now) => receive(found, { key: key("tor"), fetched, agreed, home }, now));
  });

  test("nothing goes before its time", async () => {
    const { store } = subject();
    expect(Object.values(await store.retention.overdue(KEEP)).filter(({ due, open }) => due + open > 0)).toEqual([]);
    expect(await store.retention.remove(KEEP, LIMITS)).toEqual({ records: 0, exchanges: 0, finished: true });
  });

  test("what came to nothing goes earlier; what waits for somebody stays and is told", async () => {
    const { store, clock } = subject();
    clock.set(new Date("2029-01-02T00:00:00Z"));
    expect(await store.retention.overdue(KEEP)).toMatchObject({
      "outgoing-nominations": { due: 1, open: 0 }, "incoming-nominations": { due: 0, open: 1 }, "outgoing-learning-agreements": { due: 0, open: 1 },
    });
    expect(await store.retention.remove(KEEP, LIMITS)).toEqual({ records: 1, exchanges: 0, finished: true });
    expect(await store.nominations.omobility(US, omobilityId("draft"))).toBeUndefined();
    expect(await store.nominations.imobility(US, P, omobilityId("pending"))).toBeDefined();
  });

  test("five years after its year a record is gone with versions, timeline and exchanges, undecided ones too; longer ones and those with a delivery that waits stay whole", async () => {
    const { store, clock } = subject();
    const before = await store.nominations.statistics(US);
    clock.set(new Date("2033-01-02T00:00:00Z"));
    const overdue = await store.retention.overdue(KEEP);
    // What nobody decided in these years is not decided any more.
    expect(overdue["incoming-nominations"]).toEqual({ due: 2, open: 0, removed: 0 });
    expect(overdue["outgoing-nominations"]).toEqual({ due: 1, open: 1, removed: 1 });
    const removed = await store.retention.remove(KEEP, LIMITS);
    expect(removed).toEqual({ records: 3 + overdue["incoming-transcripts"].due + overdue["outgoing-learning-agreements"].due, exchanges: 4, finished: true });
    expect(await store.nominations.imobility(US, P, omobilityId("1"))).toBeUndefined();
    expect(await store.nominations.receivedVersions(US, P, omobilityId("1"))).toEqual([]);
    expect(await store.nominations.timeline(US, { sendingHeiId: P, omobilityId: omobilityId("1") })).toEqual([]);
    expect(await store.nominations.sentVersions(US, omobilityId("out-1"))).toEqual([]);
    expect(await store.nominations.sentTo(US, P, [omobilityId("out-1"), omobilityId("told")])).toHaveLength(1);
    expect(await kept("x-1", "x-again", "x-out", "x-10", "x-open", "x-iia")).toEqual([undefined, undefined, undefined, "x-10", undefined, "x-iia"]);
    expect(await store.nominations.timeline(US, { sendingHeiId: P, omobilityId: omobilityId("10") })).toHaveLength(1);
    expect((await verified()).removed).toBe(4);
    // The numbers are those of before, and say how many of them are gone.
    expect(await store.nominations.statistics(US)).toEqual(before);
    const [year] = yearsOf("outgoing-nominations", await store.statistics.counted(US, "outgoing-nominations"));
    expect([year?.numbers.approved, year && plain(year)]).toEqual([{ count: 2, removed: 1 }, { pending: 0, approved: 2 }]);
  });

  test("a partner that still serves it does not bring it back", async () => {
    const { store } = subject();
    const requests = ["1", "10"].map((objectId) => ({ kind: "refresh-omobility" as const, heiId: US, partnerHeiId: P, objectId }));
    await store.refreshRequests.add(requests);
    await store.refreshRequests.addNotified(requests);
    const { items } = await store.outbox.list(US, {}, { limit: 100 });
    expect(items.filter(({ kind }) => kind === "refresh-omobility").map(({ objectId }) => objectId)).toEqual(["10"]);
    expect(await Promise.all(["1", "10"].map((objectId) => store.retention.isRemoved("incoming-nominations", { heiId: US, partnerHeiId: P, objectId })))).toEqual([true, false]);
  });

  test("its id is not used again", async () => {
    const again = subject().store.nominations.decideOmobility(scope("out-1"), () => ({ omobilities: [omobility({ id: "out-1" })], changes: [] }));
    await expect(again).rejects.toMatchObject({ status: 409, message: "The id of this mobility is or was in use." });
  });
});
