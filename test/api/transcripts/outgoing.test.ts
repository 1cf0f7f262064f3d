/** Transcripts of students who came to us, through the office door. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Response } from "supertest";
import { omobilityId } from "../../../src/kernel/ids.js";
import { imobility } from "../../support/nominations/samples.js";
import { textOfPdf } from "../../support/pdf/read-pdf.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

const OUTGOING = `/institutions/${US}/outgoing-transcripts`;
const at = (id: string, rest = "") => `${OUTGOING}/${PARTNER}/${id}${rest}`;
const TERM = { titles: [{ text: "Autumn" }], start: "2026-09-01", end: "2027-01-31" };
const DISTRIBUTION = { categories: [{ label: "A", count: 3 }, { label: "B", count: 9 }] };
/** Given in full. */
const SEMINAR = { losId: "CR/seminar", loiId: "CRI/seminar-1", titles: [{ text: "Seminar", lang: "en" }], iscedCode: "0541", term: TERM, status: "passed", grade: "B", distribution: DISTRIBUTION, credits: [{ scheme: "ects", value: "5" }] };
/** The rest stands in the catalogue. */
const CALCULUS = { losCode: "MATH-1", status: "passed", grade: "A" };
const SCALE = (iscedCode: string) => ({ iscedCode, frequencies: [{ label: "A", percentage: "25" }, { label: "B", percentage: "75" }] });
const LEARNER = { givenNames: "Ana María", familyName: "Núñez", esi: "urn:schac:personalUniqueCode:int:esi:rive.example:0042", birthDate: "2004-02-29", citizenship: "ES", gender: 2 };

let office: Office;
beforeAll(async () => {
  office = await startOffice();
  await nominated("mob-1");
  await office.call("put", `/institutions/${US}/grade-scales`).set("If-Match", '"0"').send({ tables: [SCALE("0541"), SCALE("0613")], failing: [] }).expect(200);
  await office.call("put", `/institutions/${US}/courses/${encodeURIComponent("CR/calculus")}`).send({
    losCode: "MATH-1", titles: [{ text: "Calculus", lang: "en" }], iscedCode: "0541", eqfLevel: 6,
    instances: ["2026/2027", "2025/2026"].map((academicYearId, i) => ({
      loiId: `CRI/calculus-${i}`, start: TERM.start, end: TERM.end, term: { academicYearId, names: TERM.titles, start: TERM.start, end: TERM.end }, credits: [{ scheme: "ects", value: `${7 - i}.5` }], distribution: DISTRIBUTION, language: "en",
    })),
  }).expect(201);
});
afterAll(() => office.close());

const nominated = (id: string) => office.store.nominations.decideImobility({ heiId: US, partnerHeiId: PARTNER, id: omobilityId(id) }, () => ({ imobility: imobility({ id, heiId: US, partnerHeiId: PARTNER }), changes: [] }));
const enter = (id: string, results: readonly object[], { revision, ...facts }: { readonly revision?: number; readonly [fact: string]: unknown } = {}) => {
  const sent = office.call("put", at(id));
  return (revision === undefined ? sent : sent.set("If-Match", `"${revision}"`)).send({ results, ...facts });
};
const send = (id: string, revision?: number) => {
  const sent = office.call("post", at(id, "/send"));
  return revision === undefined ? sent : sent.set("If-Match", `"${revision}"`);
};
const pdf = async (path: string): Promise<Buffer> => {
  const { headers, body } = await office.call("get", path).buffer(true).parse((answer: Response, done) => {
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("end", () => done(null, Buffer.concat(chunks)));
  }).expect(200);
  expect([headers["content-type"], headers["content-disposition"]]).toEqual(["application/pdf", "attachment"]);
  return body as Buffer;
};
const wordsOf = async (path: string): Promise<string> => textOfPdf(await pdf(path)).replace(/\s+/g, "");
const told = async () => (await office.store.outbox.list(US, { kinds: ["imobility-tor-cnr"] }, { limit: 50 })).items.map(({ objectId }) => objectId);

describe("a transcript", () => {
  test("is entered as far as it is known, and completed from nomination, catalogue and our own grades", async () => {
    const { status, headers, body } = await enter("mob-1", [CALCULUS, { ...SEMINAR, credits: [] }]);
    expect([status, headers["etag"]]).toEqual([201, '"1"']);
    expect(body).toMatchObject({
      omobilityId: "mob-1", heiId: US, partnerHeiId: PARTNER, partnerName: "Lake University", revision: 1, status: "draft", version: 0, isSent: false, unset: [], content: { results: [CALCULUS, { losId: "CR/seminar" }] },
      problems: [{ field: "results[1].credits", problem: "is missing", expected: "a number of credits in the scheme ects", blocking: true }],
      transcript: {
        academicYearId: "2026/2027", learner: LEARNER, gradeTables: [SCALE("0541")],
        reports: [{ issuer: { heiId: US }, results: [{ losId: "CR/calculus", loiId: "CRI/calculus-0", titles: [{ text: "Calculus" }], credits: [{ scheme: "ects", value: "7.5" }], levels: [{ type: "EQF", value: "6" }], term: TERM, grade: "A", distribution: DISTRIBUTION, language: "en" }, {}] }],
      },
    });
    expect((await wordsOf(at("mob-1", "/pdf"))).includes("DRAFT,NOTISSUED")).toBe(true);
    expect((await send("mob-1")).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:not-ready", errors: [{ field: "results[1].credits", problem: "is missing" }], userMessages: [{ text: "Something is still missing or wrong. Complete the results and send the transcript again." }] });
    expect(await told()).toEqual([]);
  });

  test("is replaced at its revision; the same again changes nothing", async () => {
    expect((await enter("mob-1", [CALCULUS, SEMINAR])).status).toBe(428);
    expect((await enter("mob-1", [CALCULUS, SEMINAR], { revision: 4 })).body).toMatchObject({ status: 412, details: { expected: 4, present: 1 } });
    for (const revision of [1, 1]) expect((await enter("mob-1", [CALCULUS, SEMINAR], { revision }).expect(200)).body).toMatchObject({ revision: 2, problems: [] });
  });

  test("is sent with its PDF, once, also when two click; the version is kept as it was", async () => {
    expect((await send("mob-1", 1)).status).toBe(412);
    for (const { status, body } of await Promise.all([send("mob-1"), send("mob-1")])) expect([status, body]).toMatchObject([200, { revision: 3, status: "issued", version: 1, isSent: true }]);
    expect((await send("mob-1").expect(200)).body.revision).toBe(3);
    expect(await told()).toEqual(["mob-1"]);
    const words = await wordsOf(at("mob-1", "/versions/1/pdf"));
    for (const said of ["Núñez", "AnaMaría", "MATH-1", "7.5ECTS", "LakeUniversity", "ECTScreditsobtained:12.5,of12.5attempted", `Document:${US}/mob-1/1`]) expect(words).toContain(said);
    expect((await pdf(at("mob-1", "/pdf"))).equals(await pdf(at("mob-1", "/versions/1/pdf")))).toBe(true);
    await office.call("get", at("mob-1", "/versions/2/pdf")).expect(404);
    const [served] = await office.store.transcripts.servedTo(US, PARTNER, [omobilityId("mob-1")]);
    expect(Buffer.from(served?.pdf ?? "").equals(await pdf(at("mob-1", "/versions/1/pdf")))).toBe(true);
  });

  test("is corrected: nobody sees it before it is sent again, then both versions are there", async () => {
    const first = await pdf(at("mob-1", "/versions/1/pdf"));
    expect((await enter("mob-1", [{ ...CALCULUS, grade: "B" }, SEMINAR], { revision: 3 }).expect(200)).body).toMatchObject({ revision: 4, status: "issued", version: 1, isSent: false });
    expect((await office.store.transcripts.servedTo(US, PARTNER, [omobilityId("mob-1")]))[0]?.transcript.reports[0]?.results[0]?.grade).toBe("A");
    expect((await send("mob-1").expect(200)).body).toMatchObject({ revision: 5, version: 2, isSent: true });
    const { items } = (await office.call("get", at("mob-1", "/versions")).expect(200)).body;
    expect(items.map(({ version, transcript }: { version: number; transcript: { reports: { results: { grade: string }[] }[] } }) => [version, transcript.reports[0]?.results[0]?.grade])).toEqual([[2, "B"], [1, "A"]]);
    expect((await pdf(at("mob-1", "/versions/1/pdf"))).equals(first)).toBe(true);
  });

  test("is withdrawn and sent again; the timeline tells it without a word about the student", async () => {
    expect((await office.call("delete", at("mob-1"))).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:was-sent" });
    for (const revision of [6, 6]) expect((await office.call("post", at("mob-1", "/withdraw")).expect(200)).body).toMatchObject({ revision, status: "withdrawn", isSent: false });
    expect(await office.store.transcripts.indexFor(US, PARTNER)).toEqual([]);
    expect((await send("mob-1").expect(200)).body).toMatchObject({ status: "issued", version: 3 });
    const { items } = (await office.call("get", at("mob-1", "/timeline")).expect(200)).body;
    expect(items.map(({ kind, what, actor }: { kind: string; what?: string; actor: string }) => [kind, what, actor].filter(Boolean).join(" "))).toEqual([
      "transcript-changed issued test system", "transcript-changed withdrawn test system", "transcript-changed corrected test system", "transcript-drafted test system", "transcript-changed issued test system", "transcript-drafted test system", "transcript-drafted test system",
    ]);
    expect(JSON.stringify(items)).not.toMatch(/Núñez|Ana|esi|2004|Calculus/);
  });

  test("is listed by where it stands", async () => {
    const list = async (query = "") => (await office.call("get", `${OUTGOING}${query}`).expect(200)).body.items;
    await enter("mob-9", [], { academicYearId: "2027/2028" }).expect(201);
    await nominated("mob-8");
    await enter("mob-8", [SEMINAR]).expect(201);
    expect(await list("?status=draft&academicYear=2026/2027")).toMatchObject([{ omobilityId: "mob-8", studentName: "Ana María Núñez", academicYearId: "2026/2027" }]);
    expect(await list("?status=issued")).toMatchObject([{ omobilityId: "mob-1", partnerName: "Lake University", status: "issued", version: 3, academicYearId: "2026/2027", studentName: "Ana María Núñez", results: 2 }]);
    expect((await list(`?partner=${PARTNER}&academicYear=2027/2028`)).map(({ omobilityId: id }: { omobilityId: string }) => id)).toEqual(["mob-9"]);
    const { items, next } = (await office.call("get", `${OUTGOING}?limit=1`)).body;
    expect([items.length, (await list(`?limit=1&cursor=${next}`)).length]).toEqual([1, 1]);
    await office.call("delete", at("mob-9")).set("If-Match", '"1"').expect(204);
    await office.call("get", at("mob-9")).expect(404);
    expect((await office.call("post", at("mob-9", "/withdraw"))).body).toMatchObject({ status: 404, detail: "There is no transcript for this mobility." });
  });
});

test("what the partner would refuse is told at its field, and what only looks odd does not hold it back", async () => {
  const twice = (await enter("mob-2", [SEMINAR, SEMINAR], { learner: LEARNER, academicYearId: "2026/2027" }).expect(201)).body;
  expect(twice.problems).toMatchObject([
    { field: "results[1].credits", problem: "are counted twice: the same course stands here again", blocking: true },
    { field: "omobilityId", problem: "belongs to no nomination and no learning agreement of this partner that we know", blocking: false },
  ]);
  const other = (await enter("mob-2", [{ ...SEMINAR, titles: [{ text: "<script>alert(1)</script>" }] }], { revision: 1, academicYearId: "2026/2027" }).expect(200)).body;
  expect(other.problems.filter(({ blocking }: { blocking: boolean }) => blocking).map(({ field, problem }: { field: string; problem: string }) => `${field} ${problem}`)).toEqual([
    "learner.familyName is missing", "learner.esi is missing", "learner.birthDate is missing", "results[0] holds markup that would run in a browser",
  ]);
  await nominated("mob-3");
  expect((await enter("mob-3", [SEMINAR], { learner: { ...LEARNER, esi: `${LEARNER.esi}9` } }).expect(201)).body.problems).toMatchObject([{ field: "learner", problem: "is another person: the European Student Identifier differs", blocking: false }]);
  expect((await send("mob-3").expect(200)).body.status).toBe("issued");
  expect((await enter("mob-4", [{ ...SEMINAR, titles: [{ text: "a\u0001" }] }])).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:invalid-content", errors: [{ field: "results[0].titles[0].text" }] });
  await nominated("unknown");
  expect((await enter("unknown", [{ ...CALCULUS, losCode: undefined, losId: "CR/none", parts: [{ losCode: "NONE", status: "passed" }] }, { ...SEMINAR, losId: "CR/none" }]).expect(201)).body.problems).toMatchObject([
    { field: "results[0].losId", problem: "is not in the course catalogue" }, { field: "results[0].parts[0].losCode", problem: "is not in the course catalogue" },
  ]);
  expect((await enter("mob-4", [SEMINAR], { pdfFileId: "none" })).body.errors).toMatchObject([{ field: "pdfFileId", problem: "is not one of our files" }]);
  expect((await enter("mob-4", [{ grade: "A" }])).body).toMatchObject({ status: 400, errors: [{ field: "results[0].status" }] });
});

test("names that no font at hand can set are told, and refuse nothing", async () => {
  await nominated("mob-5");
  const { unset, problems } = (await enter("mob-5", [SEMINAR], { learner: { ...LEARNER, familyName: "ნა (Núñez)" } }).expect(201)).body;
  expect([unset, problems]).toEqual([[{ field: "learner.familyName", characters: "ნა" }], []]);
  await send("mob-5").expect(200);
  expect(await wordsOf(at("mob-5", "/pdf"))).toContain("Familyname:[U+10DCU+10D0](Núñez)");
});

test("an uploaded PDF is sent instead", async () => {
  const { body: { id } } = await office.call("post", `/institutions/${US}/files`).set("Content-Type", "application/pdf").send(Buffer.from("%PDF-1.7 signed on paper")).expect(201);
  await nominated("mob-6");
  await enter("mob-6", [SEMINAR], { pdfFileId: id }).expect(201);
  await send("mob-6").expect(200);
  expect((await pdf(at("mob-6", "/versions/1/pdf"))).toString()).toBe("%PDF-1.7 signed on paper");
});

test("results of many students are entered at once, each answered on its own", async () => {
  for (const id of ["bulk-1", "bulk-2"]) await nominated(id);
  const entry = (id: string, results: readonly object[], revision?: number) => ({ partnerHeiId: PARTNER, omobilityId: id, content: { results }, ...(revision !== undefined && { revision }) });
  const bulk = async (...transcripts: readonly object[]) => (await office.call("post", OUTGOING).send({ transcripts }).expect(200)).body.items;
  const entries = [entry("bulk-1", [CALCULUS]), entry("bulk-2", [{ ...SEMINAR, grade: undefined }]), entry("bulk-3", [{ ...SEMINAR, grade: "\u0001" }])];
  for (const answers of [await bulk(...entries), await bulk(...entries)]) {
    expect(answers).toMatchObject([
      { omobilityId: "bulk-1", entered: true, revision: 1, missing: [] }, { omobilityId: "bulk-2", entered: true, revision: 1, missing: [{ field: "results[0].grade" }] },
      { omobilityId: "bulk-3", entered: false, refusal: { status: 400, errors: [{ field: "results[0].grade" }] } },
    ]);
  }
  expect(await bulk(entry("bulk-1", [SEMINAR]), entry("bulk-2", [SEMINAR], 1))).toMatchObject([{ entered: false, refusal: { status: 412, detail: "The transcript is at revision 1, not 0." } }, { entered: true, revision: 2, missing: [] }]);
  await office.call("get", at("bulk-3")).expect(404);
});
