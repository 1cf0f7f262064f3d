/** A transcript on its way from the institution that issues it to the one that recognises it: two stores, real HTTP, real signatures. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTranscripts, type TranscriptContent } from "../../../src/domain/transcripts/service.js";
import type { TranscriptKey } from "../../../src/domain/transcripts/model.js";
import type { AgreedStudies } from "../../../src/domain/recognition/model.js";
import { partnerTranscripts, transcriptNotifier } from "../../../src/ewp/partner-transcripts.js";
import { recognitionDocument, transcriptDocument } from "../../../src/ewp/transcript-documents.js";
import type { LosId } from "../../../src/kernel/ids.js";
import type { Store } from "../../../src/store/open.js";
import { FULL_INSTITUTION } from "../../support/agreements/profiles.js";
import { documentOf, refusalOf, textsOf } from "../../support/ewp/answers.js";
import { startCaller, type TestCaller } from "../../support/ewp/ewp-caller.js";
import { hostSpec, snapshotOf } from "../../support/ewp/ewp-hosts.js";
import { type SliceNode, startSliceNode } from "../../support/ewp/slice-node.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { apiEntry, httpSecurity, parts } from "../../support/registry/catalogue-xml.js";
import { embeddedStore } from "../../support/servers/embedded.js";
import { FULL, HOME, HOST, LEARNER, MOBILITY, resultOf } from "../../support/transcripts/sample-transcripts.js";
import { schemasDir, validateAgainstXsd } from "../../support/xml/xsd-oracle.js";

const PDF = Buffer.from("%PDF-1.7 transcript");
const OURS: TranscriptKey = { heiId: HOST, partnerHeiId: HOME, omobilityId: MOBILITY };
const THEIRS: TranscriptKey = { heiId: HOME, partnerHeiId: HOST, omobilityId: MOBILITY };
const AGREED: AgreedStudies = { learner: LEARNER, components: [1, 2].map((number) => ({ id: `a${number}`, losId: `CR/${number}` as LosId, title: `Course ${number}`, credits: [{ scheme: "ects", value: "6" }] })) };
const content = (facts: Partial<TranscriptContent> = {}): TranscriptContent =>
  ({ academicYearId: "2025/2026", learner: LEARNER, results: FULL.reports[0]?.results ?? [], gradingSchemes: [], gradeTables: FULL.gradeTables, ...facts });

let host: SliceNode;
let home: Store;
let callers: Record<"v3" | "v2", TestCaller & { readonly catalogue: { current: () => ReturnType<typeof snapshotOf> } }>;
beforeAll(async () => {
  host = await startSliceNode();
  home = await embeddedStore({ clock: steeredClock(), logger: keptLog() });
  await host.store.institutions.put(FULL_INSTITUTION);
  await host.store.files.put({ id: "pdf-1", heiId: HOST, mediaType: "application/pdf", bytes: PDF, createdAt: new Date(0) });
  const at = `${host.node.publicUrl}/ewp/${HOST}`;
  const tors = (v: number) => apiEntry("imobility-tors", `${v}.0.0`, httpSecurity() + parts({ "get-url": `${at}/imobility-tors/v${v}/get`, "index-url": `${at}/imobility-tors/v${v}/index`, "max-omobility-ids": 2 }));
  const cnr = (v: number) => apiEntry("imobility-tor-cnr", `${v}.0.0`, httpSecurity() + parts({ "url": `${at}/imobility-tor-cnr/v${v}`, "max-omobility-ids": 2 }));
  const caller = (...entries: readonly string[]) => {
    const snapshot = snapshotOf({ hosts: [hostSpec(host.hosts.us, { entries }), hostSpec(host.hosts.p)], keys: [host.hosts.us, host.hosts.p].flatMap(({ client, server }) => [client, server]) });
    const catalogue = { current: () => snapshot };
    return { ...startCaller({ hosts: [host.hosts.p], catalogue, extraCa: host.node.ca, headersSeconds: 20, bodySeconds: 20, maxAnswerBytes: 5_000_000 }), catalogue };
  };
  callers = { v3: caller(tors(2), tors(3), cnr(1), cnr(2)), v2: caller(tors(2), cnr(1)) };
});
afterAll(async () => {
  await Promise.all([callers.v3.close(), callers.v2.close(), host.close(), home.close()]);
});

const issuing = () => createTranscripts({
  store: host.store.transcripts, gradeScales: host.store.gradeScales, institutions: host.store.institutions, files: host.store.files, document: transcriptDocument, recognitionDocument, clock: steeredClock(),
  partners: partnerTranscripts(callers.v3.calls, callers.v3.catalogue), agreedStudiesOf: async () => undefined,
});
const recognising = (speaks: "v3" | "v2" = "v3", agreed: AgreedStudies | undefined = AGREED) => createTranscripts({
  store: home.transcripts, gradeScales: home.gradeScales, institutions: home.institutions, files: home.files, document: transcriptDocument, recognitionDocument, clock: steeredClock(),
  partners: partnerTranscripts(callers[speaks].calls, callers[speaks].catalogue), agreedStudiesOf: async () => agreed,
});
const outbox = async () => (await host.store.outbox.list(HOST, {}, { limit: 50 })).items.map(({ kind, objectId, partnerHeiId, state }) => ({ kind, objectId, partnerHeiId, state }));
const ask = async (path: string, form: readonly (readonly [string, string])[], as: "p" | "q" | "nobody" = "p") => documentOf(await host.ask(path, form, { as }), host);

describe("a transcript", () => {
  test("that lacks what version 3 demands is refused before anybody sees it", async () => {
    await expect(issuing().issue({ key: OURS, actor: "office", content: content({ results: [resultOf(1, { credits: [] })], pdfFileId: "none" }) })).rejects.toMatchObject({
      status: 400, developerMessage: "results[0].credits: is missing; pdfFileId: is not one of our files", code: "invalid-content",
    });
    expect(await outbox()).toEqual([]);
  });

  test("is issued, and the partner is told by its own id; saying the same again tells nobody", async () => {
    const issued = await issuing().issue({ key: OURS, actor: "office", content: content({ pdfFileId: "pdf-1" }), ifRevision: 0 });
    expect(issued).toMatchObject({ revision: 1, stage: "issued" });
    expect(await outbox()).toEqual([{ kind: "imobility-tor-cnr", objectId: MOBILITY, partnerHeiId: HOME, state: "waiting" }]);
    expect(await issuing().issue({ key: OURS, actor: "office", content: content({ pdfFileId: "pdf-1" }) })).toMatchObject({ revision: 1 });
    await expect(issuing().issue({ key: OURS, actor: "office", content: content(), ifRevision: 0 })).rejects.toMatchObject({ status: 412 });
  });

  test("is served to the sending institution only, by both versions, with its PDF, and valid", async () => {
    for (const [path, form] of [["imobility-tors/v3/get", []], ["imobility-tors/v2/get", [["receiving_hei_id", HOST]]]] as const) {
      const xml = await ask(path, [...form, ["omobility_id", MOBILITY], ["omobility_id", "unknown"]]);
      expect(textsOf(xml, "omobility-id")).toEqual([MOBILITY]);
      expect(xml).toContain(PDF.toString("base64"));
      if (schemasDir !== undefined) expect(validateAgainstXsd(xml)).toEqual([]);
      for (const other of ["q", "nobody"] as const) expect(textsOf(await ask(path, [...form, ["omobility_id", MOBILITY]], other), "omobility-id")).toEqual([]);
    }
    expect(textsOf(await ask("imobility-tors/v2/get", [["receiving_hei_id", HOME], ["omobility_id", MOBILITY]]), "omobility-id")).toEqual([]);
  });

  test("row 44: index lists what get serves; filters, limits and statistics", async () => {
    expect(textsOf(await ask("imobility-tors/v3/index", []), "omobility-id")).toEqual([MOBILITY]);
    expect(textsOf(await ask("imobility-tors/v3/index", [], "q"), "omobility-id")).toEqual([]);
    expect(textsOf(await ask("imobility-tors/v2/index", [["receiving_hei_id", HOST], ["sending_hei_id", HOME]]), "omobility-id")).toEqual([MOBILITY]);
    expect(textsOf(await ask("imobility-tors/v2/index", [["receiving_hei_id", HOST], ["sending_hei_id", "x.example"]]), "omobility-id")).toEqual([]);
    expect(textsOf(await ask("imobility-tors/v2/index", [["receiving_hei_id", "x.example"]]), "omobility-id")).toEqual([]);
    expect(textsOf(await ask("imobility-tors/v3/index", [["modified_since", "2199-01-01T00:00:00Z"]]), "omobility-id")).toEqual([]);
    expect(refusalOf(await host.ask("imobility-tors/v3/index", [["modified_since", "2025-01-01"]]), host)).toMatch(/^400 /);
    expect(refusalOf(await host.ask("imobility-tors/v3/get", Array.from({ length: 11 }, () => ["omobility_id", "x"] as const)), host)).toBe("400 The parameter omobility_id is given 11 times; at most 10 are allowed at once (max-omobility-ids).");
    const stats = documentOf(await host.ask("imobility-tor-stats/v1", [], { as: "portal" }), host);
    expect([textsOf(stats, "receiving-academic-year-id"), textsOf(stats, "imobility-tor-total")]).toEqual([["2025/2026"], ["1"]]);
    expect(refusalOf(await host.ask("imobility-tor-stats/v1", []), host)).toBe("403 Statistics are served to stats.erasmuswithoutpaper.eu only.");
  });

  test("is read, matched and recognised; a replay changes nothing", async () => {
    const { received } = await recognising().refresh(THEIRS);
    expect(received.current).toMatchObject({ version: 1, refusals: [], remarks: [] });
    expect(received.current.transcript).toMatchObject({ academicYearId: "2025/2026", learner: LEARNER, gradeTables: FULL.gradeTables });
    expect(await home.transcripts.decisions(THEIRS)).toMatchObject([{ version: 1, status: "partially-positive", actor: "node", components: [{ outcome: "recognised", credits: [{ value: "6" }] }, { outcome: "not-recognised" }] }]);
    await recognising().refresh(THEIRS);
    expect([(await home.transcripts.receivedVersions(THEIRS)).length, (await home.transcripts.decisions(THEIRS)).length]).toEqual([1, 1]);
    expect(await recognising().toRefresh(HOME, HOST)).toEqual([{ kind: "refresh-imobility-tor", heiId: HOME, partnerHeiId: HOST, objectId: MOBILITY }]);
  });

  test("a correction is announced; it gives a difference and a new decision, and the old one is kept", async () => {
    await issuing().issue({ key: OURS, actor: "office", content: content({ pdfFileId: "pdf-1", results: [resultOf(1, { grade: "A" }), resultOf(2, { grade: "C" })] }) });
    await recognising().look(HOME, HOST, MOBILITY);
    const [newest, first] = await home.transcripts.decisions(THEIRS);
    expect(newest).toMatchObject({ version: 2, transcriptVersion: 2, status: "positive", differences: [{ course: "CRI/1", what: "grade", before: "B", after: "A" }, { course: "CRI/2", what: "status" }, { course: "CRI/2", what: "grade" }] });
    expect(first).toMatchObject({ version: 1, status: "partially-positive" });
    expect((await home.transcripts.receivedVersions(THEIRS)).map(({ version }) => version)).toEqual([2, 1]);
  });

  test("an officer decides; a correction of that very result asks again", async () => {
    const recognition = recognising();
    await expect(recognition.decide({ key: THEIRS, actor: "office", reviewedVersion: 2, said: [{ componentId: "zz" }, { componentId: "a1", outcome: "not-recognised" }] })).rejects.toMatchObject({
      status: 400, developerMessage: "decisions[0].componentId: is not in the learning agreement; decisions[1].reason: is missing",
    });
    await recognition.decide({ key: THEIRS, actor: "office", reviewedVersion: 2, said: [{ componentId: "a1", outcome: "not-recognised", reason: "Overlaps with another course." }] });
    expect((await home.transcripts.decisions(THEIRS))[0]).toMatchObject({ version: 3, status: "partially-positive", actor: "office", components: [{ outcome: "not-recognised", automatic: false }, { outcome: "recognised" }] });
    await issuing().issue({ key: OURS, actor: "office", content: content({ pdfFileId: "pdf-1", results: [resultOf(1, { grade: "C" }), resultOf(2, { grade: "C" })] }) });
    await recognition.look(HOME, HOST, MOBILITY);
    expect((await home.transcripts.decisions(THEIRS))[0]).toMatchObject({ version: 4, status: "positive", components: [{ outcome: "recognised", automatic: true }, { outcome: "recognised" }] });
  });

  test("a partner with version 2 only is read by version 2", async () => {
    const key = { ...THEIRS };
    await recognising("v2").look(key.heiId, key.partnerHeiId, key.omobilityId);
    const [newest] = await home.transcripts.receivedVersions(THEIRS);
    expect(newest?.transcript.academicYearId).toBeUndefined();
    expect(newest).toMatchObject({ refusals: [], remarks: [{ field: "academicYearId" }] });
    expect(callers.v2.kept.map(({ url }) => new URL(url).pathname)).toEqual([`/ewp/${HOST}/imobility-tors/v2/get`]);
  });

  test("of a student that nobody knows is kept and shown, and not acted upon", async () => {
    const before = (await home.transcripts.decisions(THEIRS)).length;
    const { received } = await createTranscripts({
      store: home.transcripts, gradeScales: home.gradeScales, institutions: home.institutions, files: home.files, document: transcriptDocument, recognitionDocument, clock: steeredClock(),
      partners: partnerTranscripts(callers.v3.calls, callers.v3.catalogue), agreedStudiesOf: async () => undefined,
    }).refresh(THEIRS);
    expect(received.current.refusals).toEqual([{ field: "omobilityId", problem: "belongs to no student that we sent to this partner", expected: "the id of one of our nominations" }]);
    expect((await home.transcripts.decisions(THEIRS)).length).toBe(before);
    await expect(recognising().decide({ key: THEIRS, actor: "office", reviewedVersion: received.current.version, said: [] })).rejects.toMatchObject({ status: 422, developerMessage: "The transcript was refused." });
    await recognising().refresh(THEIRS);
  });

  test("that is withdrawn is gone for the partner; what was decided stays", async () => {
    await issuing().withdraw({ key: OURS, actor: "office" });
    expect(textsOf(await ask("imobility-tors/v3/index", []), "omobility-id")).toEqual([]);
    await recognising().look(HOME, HOST, MOBILITY);
    expect((await home.transcripts.received(THEIRS))?.goneAt).toBeDefined();
    expect((await home.transcripts.decisions(THEIRS))[0]?.status).toBe("positive");
    expect(await recognising().toRefresh(HOME, HOST)).toEqual([]);
  });

  test("notifications of both versions are taken in, each id once, before anything is fetched", async () => {
    await transcriptNotifier(callers.v3.calls, callers.v3.catalogue)(HOME, HOST, MOBILITY);
    await transcriptNotifier(callers.v2.calls, callers.v2.catalogue)(HOME, HOST, MOBILITY);
    expect(await outbox()).toContainEqual({ kind: "refresh-imobility-tor", objectId: MOBILITY, partnerHeiId: HOME, state: "waiting" });
    const without = await host.ask("imobility-tor-cnr/v1", [["omobility_id", "x"]], { method: "POST" });
    expect(without.status).toBe(200);
    expect(refusalOf(await host.ask("imobility-tor-cnr/v2", [], { method: "POST" }), host)).toBe("400 The parameter omobility_id is missing.");
  });
});
