/** A transcript on its way from the institution that issues it to the one that recognises it: two nodes, real TLS, real signatures, real queues. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { composeOutgoingTranscripts } from "../../../src/app/transcripts.js";
import { createTranscripts, type Transcripts } from "../../../src/domain/transcripts/service.js";
import type { Transcript, TranscriptKey } from "../../../src/domain/transcripts/model.js";
import type { TranscriptContent } from "../../../src/domain/transcripts/outgoing/model.js";
import type { AgreedStudies } from "../../../src/domain/recognition/model.js";
import { partnerTranscripts, transcriptNotifier } from "../../../src/ewp/partner-transcripts.js";
import { recognitionDocument } from "../../../src/ewp/transcript-documents.js";
import { setHere } from "../../../src/pdf/printer/set.js";
import { omobilityId, type LosId, type OmobilityId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { FULL_INSTITUTION } from "../../support/agreements/profiles.js";
import { documentOf, refusalOf, textsOf } from "../../support/ewp/answers.js";
import { startCaller, type TestCaller } from "../../support/ewp/ewp-caller.js";
import { hostSpec, snapshotOf } from "../../support/ewp/ewp-hosts.js";
import { answerSigned, startPartner } from "../../support/ewp/partner-server.js";
import { type SliceNode, startSliceNode } from "../../support/ewp/slice-node.js";
import { workOff } from "../../support/ewp/work-off.js";
import { textOfPdf } from "../../support/pdf/read-pdf.js";
import { apiEntry, httpSecurity, parts } from "../../support/registry/catalogue-xml.js";
import { testTls } from "../../support/servers/tls.js";
import { FULL, HOME, HOST, LEARNER, MOBILITY, reportWith, resultOf, transcriptWith } from "../../support/transcripts/sample-transcripts.js";
import { schemasDir, validateAgainstXsd } from "../../support/xml/xsd-oracle.js";

const OURS: TranscriptKey = { heiId: HOST, partnerHeiId: HOME, omobilityId: MOBILITY };
const THEIRS: TranscriptKey = { heiId: HOME, partnerHeiId: HOST, omobilityId: MOBILITY };
const AGREED: AgreedStudies = { learner: LEARNER, iscedCode: "0541", components: [1, 2].map((number) => ({ id: `a${number}`, losId: `CR/${number}` as LosId, title: `Course ${number}`, credits: [{ scheme: "ects", value: "6" }] })) };
const content = (facts: Partial<TranscriptContent> = {}): TranscriptContent =>
  ({ academicYearId: "2025/2026", learner: LEARNER, results: FULL.reports[0]?.results ?? [], gradeTables: FULL.gradeTables, ...facts });

let host: SliceNode;
let home: SliceNode;
type Caller = TestCaller & { readonly catalogue: { current: () => ReturnType<typeof snapshotOf> } };
/** The issuing node, and the recognising one: once as it is, once where the partner has the older versions only. */
let callers: Record<"host" | "v3" | "v2", Caller>;
beforeAll(async () => {
  host = await startSliceNode();
  home = await startSliceNode({ as: "p", hosts: host.hosts });
  await host.store.institutions.put(FULL_INSTITUTION);
  await host.store.files.put({ id: "pdf-1", heiId: HOST, mediaType: "application/pdf", bytes: Buffer.from("%PDF-1.7 of the office"), createdAt: new Date(0) });
  const offering = (...majors: readonly number[]) => Object.fromEntries(([[HOST, host], [HOME, home]] as const).map(([id, { node }]) => [id, majors.flatMap((major) => entriesOf(`${node.publicUrl}/ewp/${id}`, major))]));
  callers = { host: callerOf("us", offering(2, 3)), v3: callerOf("p", offering(2, 3)), v2: callerOf("p", offering(2)) };
});
afterAll(() => Promise.all([callers.host.close(), callers.v3.close(), callers.v2.close(), host.close(), home.close()]));

/** Calls of one node in a network where these entries are offered. */
const callerOf = (of: "us" | "p", entries: Readonly<Record<string, readonly string[]>>): Caller => {
  const hosts = [host.hosts.us, host.hosts.p];
  const snapshot = snapshotOf({
    hosts: hosts.map((one) => hostSpec(one, { entries: entries[one.heiId] ?? [] })), heis: [{ id: HOME }, { id: HOST }], keys: hosts.flatMap(({ client, server }) => [client, server]),
  });
  const catalogue = { current: () => snapshot };
  return { ...startCaller({ hosts: [host.hosts[of]], catalogue, extraCa: host.node.ca, headersSeconds: 20, bodySeconds: 20, maxAnswerBytes: 5_000_000 }), catalogue };
};

/** Transcripts in a major version, notices of them in the one before. */
const entriesOf = (at: string, major: number): readonly string[] => [
  apiEntry("imobility-tors", `${major}.0.0`, httpSecurity() + parts({ "get-url": `${at}/imobility-tors/v${major}/get`, "index-url": `${at}/imobility-tors/v${major}/index`, "max-omobility-ids": 2 })),
  apiEntry("imobility-tor-cnr", `${major - 1}.0.0`, httpSecurity() + parts({ "url": `${at}/imobility-tor-cnr/v${major - 1}`, "max-omobility-ids": 2 })),
];

const issuing = () => composeOutgoingTranscripts({ store: host.store, namesOf: () => [{ text: "Université du Lac" }], printer: setHere, clock: host.clock });
const recognising = (speaks: "v3" | "v2" = "v3", agreed: AgreedStudies | "none" = AGREED, { calls, catalogue } = callers[speaks]): Transcripts => createTranscripts({
  store: home.store.transcripts, gradeScales: home.store.gradeScales, institutions: home.store.institutions, recognitionDocument,
  partners: partnerTranscripts(calls, catalogue), agreedStudiesOf: async () => (agreed === "none" ? undefined : agreed),
});
const entered = async (facts: Partial<TranscriptContent> = {}) => {
  await issuing().enter({ key: OURS, actor: "office", content: content(facts) });
  return issuing().send({ key: OURS, actor: "office" });
};
/** Both queues until both are at rest. */
const settle = async (): Promise<readonly string[]> => [
  ...(await workOff(host.store, host.clock, { notify: { "imobility-tor-cnr": (ours, theirs, id) => transcriptNotifier(callers.host.calls, callers.host.catalogue)(ours, theirs, omobilityId(id)) } })()),
  ...(await workOff(home.store, home.clock, { refresh: { "refresh-imobility-tor": recognising().look } })()),
];
const TOLD = [`imobility-tor-cnr ${MOBILITY} delivered`, `refresh-imobility-tor ${MOBILITY} delivered`];
const counts = async () => [(await home.store.transcripts.receivedVersions(THEIRS)).length, (await home.store.transcripts.decisions(THEIRS)).length];
const attachment = ({ reports }: Transcript): Buffer => Buffer.from(reports[0]?.attachments[0]?.contents[0]?.replace("data:application/pdf;base64,", "") ?? "", "base64");
const ask = async (path: string, form: readonly (readonly [string, string])[], as: "p" | "q" | "nobody" = "p") => documentOf(await host.ask(path, form, { as }), host);

describe("a transcript", () => {
  test("that lacks what version 3 demands can be entered, and is not sent", async () => {
    const { problems } = await issuing().enter({ key: OURS, actor: "office", content: content({ results: [resultOf(1, { credits: [] })] }), ifRevision: 0 });
    expect(problems.filter(({ blocking }) => blocking)).toEqual([{ field: "results[0].credits", problem: "is missing", expected: "a number of credits in the scheme ects", blocking: true }]);
    await expect(issuing().send({ key: OURS, actor: "office" })).rejects.toMatchObject({ status: 422, code: "not-ready", developerMessage: "The transcript cannot be sent yet: results[0].credits: is missing." });
    expect([await settle(), textsOf(await ask("imobility-tors/v3/index", []), "omobility-id"), textsOf(await ask("imobility-tors/v3/get", [["omobility_id", MOBILITY]]), "omobility-id")]).toEqual([[], [], []]);
  });

  test("is sent: the partner is told, reads it, matches and recognises it, PDF included", async () => {
    expect(await entered()).toMatchObject({ isSent: true, outgoing: { revision: 3, version: 1, stage: "issued" } });
    expect(await settle()).toEqual(TOLD);
    const received = await home.store.transcripts.received(THEIRS);
    expect(received?.current).toMatchObject({ version: 1, refusals: [], remarks: [], transcript: { academicYearId: "2025/2026", learner: LEARNER, gradeTables: FULL.gradeTables } });
    expect(await home.store.transcripts.decisions(THEIRS)).toMatchObject([{ version: 1, status: "partially-positive", actor: "node", components: [{ outcome: "recognised", credits: [{ value: "6" }] }, { outcome: "not-recognised" }] }]);
    const pdf = received && attachment(received.current.transcript);
    expect(textOfPdf(pdf ?? Buffer.alloc(0)).replace(/\s+/g, "")).toContain(`Document:rive.example/${MOBILITY}/1`);
    expect(pdf?.equals(await issuing().pdf(OURS))).toBe(true);
  });

  test("said again tells nobody; a replay changes nothing", async () => {
    expect(await entered()).toMatchObject({ outgoing: { revision: 3, version: 1 } });
    expect(await settle()).toEqual([]);
    await recognising().refresh(THEIRS);
    await transcriptNotifier(callers.host.calls, callers.host.catalogue)(HOST, HOME, MOBILITY);
    expect(await settle()).toEqual(TOLD.slice(1));
    expect(await counts()).toEqual([1, 1]);
    expect(await recognising().toRefresh(HOME, HOST)).toEqual([{ kind: "refresh-imobility-tor", heiId: HOME, partnerHeiId: HOST, objectId: MOBILITY }]);
  });

  test("is served to the sending institution only, by both versions, with its PDF, and valid", async () => {
    for (const [path, form] of [["imobility-tors/v3/get", []], ["imobility-tors/v2/get", [["receiving_hei_id", HOST]]]] as const) {
      const xml = await ask(path, [...form, ["omobility_id", MOBILITY], ["omobility_id", "unknown"]]);
      expect(textsOf(xml, "omobility-id")).toEqual([MOBILITY]);
      expect(xml).toContain(Buffer.from(await issuing().pdf(OURS, 1)).toString("base64"));
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

  test("a correction is announced; it gives a difference and a new decision, and the old one is kept", async () => {
    await entered({ results: [resultOf(1, { grade: "A" }), resultOf(2, { grade: "C" })] });
    expect(await settle()).toEqual(TOLD);
    const [newest, first] = await home.store.transcripts.decisions(THEIRS);
    expect(newest).toMatchObject({ version: 2, transcriptVersion: 2, status: "positive", differences: [{ course: "CRI/1", what: "grade", before: "B", after: "A" }, { course: "CRI/2", what: "status" }, { course: "CRI/2", what: "grade" }] });
    expect(first).toMatchObject({ version: 1, status: "partially-positive" });
    expect((await home.store.transcripts.receivedVersions(THEIRS)).map(({ version }) => version)).toEqual([2, 1]);
  });

  test("an officer decides; a correction of that very result asks again", async () => {
    const recognition = recognising();
    await expect(recognition.decide({ key: THEIRS, actor: "office", reviewedVersion: 2, said: [{ componentId: "zz" }, { componentId: "a1", outcome: "not-recognised" }] })).rejects.toMatchObject({
      status: 400, developerMessage: "decisions[0].componentId: is not in the learning agreement; decisions[1].reason: is missing",
    });
    await recognition.decide({ key: THEIRS, actor: "office", reviewedVersion: 2, said: [{ componentId: "a1", outcome: "not-recognised", reason: "Overlaps with another course." }] });
    expect((await home.store.transcripts.decisions(THEIRS))[0]).toMatchObject({ version: 3, status: "partially-positive", actor: "office", components: [{ outcome: "not-recognised", automatic: false }, { outcome: "recognised" }] });
    await entered({ pdfFileId: "pdf-1", results: [resultOf(1, { grade: "C" }), resultOf(2, { grade: "C" })] });
    await settle();
    expect(attachment((await recognition.receipt(THEIRS)).received.current.transcript).toString()).toBe("%PDF-1.7 of the office");
    expect((await home.store.transcripts.decisions(THEIRS))[0]).toMatchObject({ version: 4, status: "positive", components: [{ outcome: "recognised", automatic: true }, { outcome: "recognised" }] });
  });

  test("a partner with version 2 only is read by version 2", async () => {
    const key = { ...THEIRS };
    await recognising("v2").look(key.heiId, key.partnerHeiId, key.omobilityId);
    const [newest] = await home.store.transcripts.receivedVersions(THEIRS);
    expect(newest?.transcript.academicYearId).toBeUndefined();
    expect(newest).toMatchObject({ refusals: [], remarks: [{ field: "academicYearId" }] });
    expect(callers.v2.kept.map(({ url }) => new URL(url).pathname)).toEqual([`/ewp/${HOST}/imobility-tors/v2/get`]);
  });

  test("of a student that nobody knows is kept and shown, and not acted upon", async () => {
    const before = (await home.store.transcripts.decisions(THEIRS)).length;
    const { received } = await recognising("v3", "none").refresh(THEIRS);
    expect(received.current.refusals).toEqual([{ field: "omobilityId", problem: "belongs to no student that we sent to this partner", expected: "the id of one of our nominations" }]);
    expect((await home.store.transcripts.decisions(THEIRS)).length).toBe(before);
    await expect(recognising().decide({ key: THEIRS, actor: "office", reviewedVersion: received.current.version, said: [] })).rejects.toMatchObject({ status: 422, developerMessage: "The transcript was refused." });
    await recognising().refresh(THEIRS);
  });

  test("that is withdrawn is gone for the partner; what was decided stays", async () => {
    await issuing().withdraw({ key: OURS, actor: "office" });
    expect(textsOf(await ask("imobility-tors/v3/index", []), "omobility-id")).toEqual([]);
    expect(await settle()).toEqual(TOLD);
    expect((await home.store.transcripts.received(THEIRS))?.goneAt).toBeDefined();
    expect((await home.store.transcripts.decisions(THEIRS))[0]?.status).toBe("positive");
    expect(await recognising().toRefresh(HOME, HOST)).toEqual([]);
  });

  test("notifications of both versions are taken in, each id once, before anything is fetched", async () => {
    for (const { calls, catalogue } of [callers.v3, callers.v2]) await transcriptNotifier(calls, catalogue)(HOME, HOST, MOBILITY);
    const { items } = await host.store.outbox.list(HOST, { kinds: ["refresh-imobility-tor"] }, { limit: 5 });
    expect(items).toMatchObject([{ objectId: MOBILITY, partnerHeiId: HOME, state: "waiting" }]);
    const without = await host.ask("imobility-tor-cnr/v1", [["omobility_id", "x"]], { method: "POST" });
    expect(without.status).toBe(200);
    expect(refusalOf(await host.ask("imobility-tor-cnr/v2", [], { method: "POST" }), host)).toBe("400 The parameter omobility_id is missing.");
  });
});

const DS = "http://www.w3.org/2000/09/xmldsig#";
/** Well formed, by ways that we know, over something else. */
const SIGNATURE = `<Signature xmlns="${DS}"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI=""><Transforms><Transform Algorithm="${DS}enveloped-signature"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AAAA</DigestValue></Reference></SignedInfo><SignatureValue>AAAA</SignatureValue></Signature>`;

/** What the issuing node would serve if no rule of ours kept it from that. */
const serves = (id: OmobilityId, transcript: Transcript, pdf: Uint8Array) => host.store.transcripts.decideOutgoing({ ...OURS, omobilityId: id }, (_found, now) => ({
  outgoing: { ...OURS, omobilityId: id, revision: 1, version: 1, stage: "issued", content: content(), transcript, createdAt: now, changedAt: now }, pdf, changes: [],
}));
const refused = async (id: OmobilityId, refusal: object): Promise<void> => {
  const { received, decision } = await recognising().refresh({ ...THEIRS, omobilityId: id });
  expect([received.current.refusals, decision]).toEqual([[expect.objectContaining(refusal)], undefined]);
};

describe("what no honest office sends is read, named, kept and not acted upon", () => {
  const anonymous = omit(LEARNER, "esi");
  const hostile = Buffer.from("MZ program");
  test.each<readonly [string, Partial<Transcript>, object]>([
    ["another student", { learner: { ...LEARNER, esi: "urn:schac:personalUniqueCode:int:esi:lac.example:9" } }, { field: "learner", problem: "is another person: the European Student Identifier differs" }],
    ["another name without an identifier", { learner: { ...anonymous, familyName: "Other" } }, { field: "learner", problem: "is another person: the name differs" }],
    ["credits twice, on two levels", { reports: [reportWith([resultOf(1, { parts: [resultOf(2)] })])] }, { field: "results[0].parts[0].credits", problem: "are counted twice, here and in what this is a part of" }],
    ["credits twice, by the same course", { reports: [reportWith([resultOf(1), resultOf(1)])] }, { field: "results[1].credits", problem: "are counted twice: the same course stands here again" }],
    ["active markup", { reports: [reportWith([resultOf(1, { titles: [{ text: "<script>alert(1)</script>" }] })])] }, { field: "results[0]", problem: "holds markup that would run in a browser" }],
    ["a link that runs", { reports: [reportWith([resultOf(1, { url: "javascript:alert(1)" })])] }, { field: "results[0].url", problem: "is no web address" }],
  ])("%s", async (what, facts, refusal) => {
    const id = omobilityId(what.replace(/\W+/g, "-"));
    await serves(id, transcriptWith([resultOf(1)], facts), Buffer.from("%PDF-1.7 x"));
    await refused(id, refusal);
  });

  test("an attachment that is no PDF", async () => {
    await serves(omobilityId("hostile-attachment"), FULL, hostile);
    await refused(omobilityId("hostile-attachment"), { field: "attachments[0]", problem: "is no PDF, or larger than 10 MB" });
  });

  test("an XML signature that does not hold, in an answer that is signed well", async () => {
    const id = omobilityId("broken-signature");
    await serves(id, FULL, Buffer.from("%PDF-1.7 x"));
    const xml = await ask("imobility-tors/v3/get", [["omobility_id", id]]);
    const partner = await startPartner(await testTls());
    partner.respond = answerSigned({ key: host.hosts.us.server, clock: callers.v3.clock, body: xml.replace(/<\/(?:\w+:)?elmo>/, `${SIGNATURE}$&`) });
    const foreign = callerOf("p", { [HOST]: entriesOf(partner.url, 3) });
    try {
      const { received: { current } } = await recognising("v3", AGREED, foreign).refresh({ ...THEIRS, omobilityId: id });
      expect(current.refusals).toEqual([{ field: "signature", problem: "is broken: the transcript was changed after it was signed", expected: "an intact XML signature, or none" }]);
    } finally {
      await foreign.close();
      await partner.close();
    }
  });
});
