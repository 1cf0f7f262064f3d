/** Transcripts of partners and what is recognised of them, through the office door. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Components } from "../../../src/domain/learning-agreements/model.js";
import type { GradeTable, Result, Transcript } from "../../../src/domain/transcripts/model.js";
import { type LosId, omobilityId } from "../../../src/kernel/ids.js";
import { component, officerSigns, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { omobility, student } from "../../support/nominations/samples.js";
import { reportWith, resultOf, transcriptWith } from "../../support/transcripts/sample-transcripts.js";
import { schemasDir, tellSkipped, validateAgainstXsd } from "../../support/xml/xsd-oracle.js";
import { type Office, OTHER, PARTNER, startOffice, US } from "../support/office.js";

const INCOMING = `/institutions/${US}/incoming-transcripts`;
const at = (id: string, rest = "") => `${INCOMING}/${PARTNER}/${id}${rest}`;
const PDF = `data:application/pdf;base64,${Buffer.from("%PDF-1.7 of the partner").toString("base64")}`;
const { givenNames, familyName, globalId, birthDate } = sampleDetails().student;

let office: Office;
beforeAll(async () => {
  office = await startOffice();
  await office.call("put", `/institutions/${US}/units/140`).send({ code: "MATH", names: [{ text: "Faculty of Mathematics" }] }).expect(201);
});
afterAll(() => office.close());

/** What was agreed: one course by id, one by code, one by title only. */
const AGREED: Components = {
  studied: [component("Calculus", { losId: "CR/1", credits: [{ scheme: "ects", value: "7.5" }] }), component("Logic", { losCode: "C-2" }), component("Topology")],
  recognized: [component("Free choice", { term: { number: 1, total: 1 } })],
};
const agree = async (id: string, components = AGREED): Promise<void> => {
  const { learningAgreements } = office.services;
  const command = { heiId: US, omobilityId: omobilityId(id), actor: "office" };
  const { sending, receiving, ...details } = sampleDetails();
  await learningAgreements.create({ ...command, partnerHeiId: PARTNER, mobilityType: "semester", details: { ...details, sending: { ...sending, heiId: US }, receiving: { ...receiving, heiId: PARTNER } }, components });
  await learningAgreements.signAsStudent({ ...command, signature: studentSigns() });
  const { proposal } = await learningAgreements.signAsSender({ ...command, signature: officerSigns("Anna") });
  if (!proposal) throw new Error("nothing was proposed");
  await learningAgreements.receiveUpdate({ heiId: US, callers: [PARTNER], sendingHeiId: US, omobilityId: command.omobilityId, answer: { verdict: "approve", proposalId: proposal.id, signature: officerSigns("Bo") } });
};
const results = (...more: readonly Result[]): readonly Result[] => [resultOf(1), resultOf(2, { losId: "CR/22" as LosId, grade: "A" }), resultOf(3, { titles: [{ text: "General topology" }] }), ...more];
const said = (of: readonly Result[], facts: Partial<Transcript> = {}): Transcript => {
  const report = reportWith(of, { attachments: [{ titles: [{ text: "Signed" }], contents: [PDF] }] });
  return transcriptWith(of, { learner: { givenNames, familyName, esi: globalId, birthDate }, reports: [{ ...report, issuer: { ...report.issuer, heiId: PARTNER } }], ...facts });
};
const serves = (transcript: Transcript | undefined, exchangeId = "exchange-1"): void => {
  office.scripts.transcripts.fetch = async () => transcript && { transcript, signature: "none", exchangeId };
};
const refreshed = async (id: string) => (await office.call("post", at(id, "/refresh")).expect(200)).body;
const decide = (id: string, reviewedVersion: number, ...decisions: readonly object[]) => office.call("post", at(id, "/recognitions")).send({ reviewedVersion, decisions });
const SCALE: GradeTable = { iscedCode: "0541", frequencies: [["1.0", "16"], ["2.0", "24"], ["3.0", "40"], ["5.0", "20"]].map(([label = "", percentage = ""]) => ({ label, percentage })) };

const scales = (revision: number, scale: object) => office.call("put", `/institutions/${US}/grade-scales`).set("If-Match", `"${revision}"`).send(scale);

describe("a transcript from the partner", () => {
  const id = "mob-1";
  beforeAll(async () => {
    await agree(id);
    await scales(0, { tables: [SCALE], failing: ["5.0"] }).expect(200);
    serves(said(results()));
  });

  test("is read on demand; what is passed and found by id or code is recognised by rule, with the conversion of its grade", async () => {
    const { body, headers } = await office.call("post", at(id, "/refresh")).expect(200);
    expect(headers["etag"]).toBe('"1"');
    expect(body).toMatchObject({
      omobilityId: id, heiId: US, partnerHeiId: PARTNER, partnerName: "Lake University", revision: 1, status: "open",
      current: { version: 1, exchangeId: "exchange-1", refusals: [], remarks: [], transcript: { academicYearId: "2025/2026", learner: { familyName }, reports: [{ results: [{ key: "CRI/1" }, { key: "CRI/2" }, { key: "CRI/3" }], attachments: [{ numbers: [1] }] }] } },
      recognition: {
        version: 1, transcriptVersion: 1, status: "open", actor: "node", differences: [],
        components: [
          { component: { id: "studied/CR/1", title: "Calculus" }, resultKey: "CRI/1", matchedBy: "los-id", outcome: "recognised", automatic: true, credits: [{ value: "7.5" }], grade: { converted: true, from: "B", grade: "2.0", method: "egracons-midpoint", candidates: ["1.0", "2.0"], host: { iscedCode: "0541" }, home: { iscedCode: "0541", bands: [{ label: "1.0", from: "0.00", to: "20.00" }, { label: "2.0" }, { label: "3.0" }] } } },
          { component: { id: "studied/C-2" }, matchedBy: "code", outcome: "recognised" },
          { component: { id: "studied/Topology" }, outcome: "waiting", reason: "No result of the transcript has the id or the code of this component." },
          { resultKey: "CRI/3", outcome: "waiting", reason: "The learning agreement has no such component." },
        ],
      },
    });
    expect(body.current.transcript.reports[0].attachments[0]).not.toHaveProperty("contents");
  });

  test("is listed by where it stands; the PDF is a download", async () => {
    const list = async (query = "") => (await office.call("get", `${INCOMING}${query}`).expect(200)).body.items;
    expect(await list()).toEqual([{
      omobilityId: id, heiId: US, partnerHeiId: PARTNER, partnerName: "Lake University", revision: 1, status: "open", academicYearId: "2025/2026", studentName: `${givenNames} ${familyName}`,
      version: 1, receivedAt: office.clock.now().toISOString(), waiting: 1, refusals: 0,
    }]);
    expect((await list(`?status=open&partner=${PARTNER}&academicYear=2025/2026`)).length).toBe(1);
    for (const none of ["?status=positive", "?partner=mont.example", "?academicYear=2024/2025"]) expect(await list(none)).toEqual([]);
    const pdf = await office.call("get", at(id, "/versions/1/attachments/1")).expect(200);
    expect([pdf.headers["content-type"], pdf.headers["content-disposition"], pdf.body.toString()]).toEqual(["application/pdf", "attachment", "%PDF-1.7 of the partner"]);
    await office.call("get", at(id, "/versions/1/attachments/2")).expect(404);
  });

  test("a replay changes nothing", async () => {
    expect(await refreshed(id)).toMatchObject({ revision: 1, current: { version: 1 }, recognition: { version: 1 } });
    expect((await office.call("get", at(id, "/versions"))).body.items.length).toBe(1);
    expect((await office.call("get", at(id, "/recognitions"))).body.items.length).toBe(1);
  });

  test("what cannot be decided is refused at its field", async () => {
    expect((await decide(id, 1, { componentId: "studied/none" }, { componentId: "studied/Topology", resultKey: "CRI/9" }, { componentId: "studied/C-2", resultKey: null, outcome: "recognised" }, { componentId: "studied/C-2", reason: "a\u0001" })).body).toMatchObject({
      status: 400, type: "urn:passerelle:problem:invalid-content", errors: [
        { field: "decisions[0].componentId", problem: "is not in the learning agreement" }, { field: "decisions[1].resultKey", problem: "is not in the transcript" },
        { field: "decisions[2].outcome", problem: "recognises a component that no result belongs to" }, { field: "decisions[2].reason", problem: "is missing" }, { field: "decisions[3].componentId", problem: "is decided on twice" }, { field: "decisions[3].reason" },
      ],
    });
    expect((await decide(id, 1, { componentId: "studied/Topology", resultKey: "CRI/3" }, { componentId: "studied/C-2", resultKey: "CRI/3" })).body.errors).toEqual([0, 1].map((i) => ({ field: `decisions[${i}].resultKey`, problem: "belongs to another component already", expected: "each result for one component" })));
    expect((await decide(id, 2, { componentId: "studied/Topology" })).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:changed-since-review", details: { present: 1 } });
    expect((await decide(id, 1, { componentId: "studied/Topology", resultKey: null }).set("If-Match", '"7"')).status).toBe(412);
    expect((await office.call("get", at(id, "/recognitions/1/document"))).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:undecided" });
  });

  test("a person finds the result of a component, and decides with a reason; ELMO tells what, not why", async () => {
    const matched = (await decide(id, 1, { componentId: "studied/Topology", resultKey: "CRI/3" }).set("If-Match", '"1"').expect(200)).body;
    expect(matched).toMatchObject({ revision: 2, status: "positive", recognition: { version: 2, actor: "test system", components: [{}, {}, { matchedBy: "hand", outcome: "recognised", automatic: true }] } });
    const refused = (await decide(id, 1, { componentId: "studied/C-2", outcome: "not-recognised", reason: "Too like a course at home." }, { componentId: "studied/Topology", resultKey: "CRI/3", outcome: "recognised", reason: "Same content." }).expect(200)).body;
    expect(refused).toMatchObject({ status: "partially-positive", recognition: { version: 3, components: [{}, { outcome: "not-recognised", automatic: false, reason: "Too like a course at home.", credits: [] }, {}] } });
    const { headers, text: xml } = await office.call("get", at(id, "/recognitions/3/document")).buffer(true).expect(200);
    expect(headers["content-type"]).toMatch(/^application\/xml/);
    expect(xml).toContain("Partially Positive");
    expect(xml).not.toContain("Too like");
    if (schemasDir === undefined) tellSkipped("validation of the decision");
    else expect(validateAgainstXsd(xml)).toEqual([]);
  });

  test("a correction tells what differs and gives a new decision; what was said of a changed result is asked again, and the old decision stays", async () => {
    serves(said([resultOf(1, { grade: "C" }), resultOf(2, { losId: "CR/22" as LosId, grade: "B" }), ...results().slice(2)]), "exchange-2");
    const corrected = await refreshed(id);
    expect(corrected).toMatchObject({
      status: "positive", current: { version: 2, exchangeId: "exchange-2" },
      recognition: { version: 4, transcriptVersion: 2, actor: "node", differences: [{ course: "CRI/1", what: "grade", before: "B", after: "C" }, { course: "CRI/2", what: "grade", before: "A", after: "B" }], components: [{ grade: { grade: "3.0" } }, { outcome: "recognised", automatic: true }, { matchedBy: "hand", automatic: false, reason: "Same content." }] },
    });
    const kept = (await office.call("get", at(id, "/recognitions"))).body.items;
    expect(kept.map(({ version, status }: { version: number; status: string }) => `${version} ${status}`)).toEqual(["4 positive", "3 partially-positive", "2 positive", "1 open"]);
    expect((await office.call("get", at(id, "/versions"))).body.items.map(({ version, exchangeId }: { version: number; exchangeId: string }) => [version, exchangeId])).toEqual([[2, "exchange-2"], [1, "exchange-1"]]);
    expect((await decide(id, 1, { componentId: "studied/C-2", outcome: "recognised", reason: "late" })).body.userMessages[0].text).toMatch(/corrected the transcript after you looked/);
    expect((await office.call("get", at(id, "/timeline"))).body.items.slice(0, 2)).toMatchObject([{ kind: "recognition-decided", version: 4, actor: "node" }, { kind: "transcript-received", version: 2, actor: "partner" }]);
    expect((await office.call("get", at(id, "/recognitions/3/document")).buffer(true).expect(200)).text).toContain("Partially Positive");
  });

  test("our own grades changed: deciding again converts anew, once", async () => {
    await scales(1, { tables: [{ ...SCALE, frequencies: [{ label: "passed", percentage: "100" }] }], failing: [] }).expect(200);
    expect((await office.call("get", at(id))).body).toMatchObject({ isOutdated: true, recognition: { version: 4 } });
    const again = () => office.call("post", at(id, "/decide-again")).expect(200);
    expect((await again()).body).toMatchObject({ recognition: { version: 5, components: [{ grade: { grade: "passed" } }, {}, {}] } });
    expect((await again()).body).toMatchObject({ isOutdated: false, recognition: { version: 5 } });
  });

  test("the partner serves it no more: it stays, marked", async () => {
    serves(undefined);
    expect(await refreshed(id)).toMatchObject({ goneAt: office.clock.now().toISOString(), status: "positive", recognition: { version: 5 } });
  });
});

test("a recognition condition holds everything back for a person", async () => {
  await agree("mob-2", { ...AGREED, recognized: [component("Free choice", { recognitionConditions: "Grade C or better." })] });
  serves(said(results()));
  const { recognition } = await refreshed("mob-2");
  expect(recognition).toMatchObject({ status: "open", components: [{ outcome: "waiting", reason: "The learning agreement sets a recognition condition, which a person must look at." }, { outcome: "waiting" }, { outcome: "waiting" }, {}] });
});

test("of a student who is nominated, and whose learning agreement is not signed yet, everything waits for it", async () => {
  await office.store.nominations.decideOmobility({ heiId: US, partnerHeiId: PARTNER, id: omobilityId("mob-4") }, () => ({ omobilities: [omobility({ id: "mob-4", student: student({ globalId, birthDate }) })], changes: [] }));
  serves(said(results()));
  expect(await refreshed("mob-4")).toMatchObject({ status: "open", isOutdated: false, current: { refusals: [] }, recognition: { components: results().map(() => ({ outcome: "waiting", reason: "There is no learning agreement that all three have signed." })) } });
  await agree("mob-4");
  expect((await office.call("get", at("mob-4"))).body.isOutdated).toBe(true);
  expect((await office.call("post", at("mob-4", "/decide-again")).expect(200)).body).toMatchObject({ status: "open", recognition: { version: 2, components: [{ outcome: "recognised" }, { outcome: "recognised" }, { outcome: "waiting" }, {}] } });
});

test("a transcript of another student is kept, shown with the reason, and not decided on", async () => {
  await agree("mob-3");
  serves(said(results(), { learner: { givenNames: "Eva", familyName: "Other", esi: "urn:schac:personalUniqueCode:int:esi:x:9", birthDate } }));
  const shown = await refreshed("mob-3");
  expect(shown).toMatchObject({ status: "refused", current: { refusals: [{ field: "learner", problem: "is another person: the European Student Identifier differs" }] } });
  expect(shown).not.toHaveProperty("recognition");
  expect((await decide("mob-3", 1, { componentId: "studied/C-2", outcome: "recognised", reason: "?" })).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:transcript-refused", userMessages: [{ text: "This transcript was refused; ask the partner for a corrected one." }] });
  expect((await office.call("get", `${INCOMING}?status=refused`)).body.items).toMatchObject([{ omobilityId: "mob-3", refusals: 1 }]);
});

test("our own grades are replaced at their revision, and refused at the field that is wrong", async () => {
  const { body, headers } = await office.call("get", `/institutions/${OTHER}/grade-scales`).expect(200);
  expect([body, headers["etag"]]).toEqual([{ revision: 0, tables: [], failing: [] }, '"0"']);
  const entered = await office.call("put", `/institutions/${OTHER}/grade-scales`).send({ tables: [SCALE], failing: ["5.0"] }).expect(200);
  expect(entered.body).toEqual({ revision: 1, tables: [SCALE], failing: ["5.0"] });
  expect((await office.call("put", `/institutions/${OTHER}/grade-scales`).send({ tables: [], failing: [] })).status).toBe(428);
  expect((await scales(0, { tables: [], failing: [] })).status).toBe(412);
  const frequencies = (...of: readonly (readonly [string, string])[]) => of.map(([label, percentage]) => ({ label, percentage }));
  const wrong = await scales(2, {
    tables: [{ iscedCode: "IT", frequencies: frequencies(["5.0", "50"], ["1.0", "50"]) }, { iscedCode: "05", frequencies: frequencies(["A", "40"], ["A", "40"]) }, { iscedCode: "05", frequencies: frequencies(["B", "101%"]) }], failing: ["5.0", "F"],
  });
  expect([wrong.status, wrong.body.errors.map(({ field, problem }: Record<string, string>) => `${field} ${problem}`)]).toEqual([400, [
    "tables[0].iscedCode is not an ISCED-F code", "tables[0].frequencies name a failing grade before a passing one", "tables[1].frequencies[1].label is given twice", "tables[1].frequencies do not add up to 100 percent",
    "tables[2].iscedCode is that of another table", "tables[2].frequencies[0].percentage is not a percentage", "failing[1] is a grade of none of the tables",
  ]]);
});

test("what is not there is 404; a silent partner is 502", async () => {
  for (const rest of ["", "/versions", "/timeline", "/recognitions", "/recognitions/1/document"]) expect((await office.call("get", at("none", rest))).status).toBe(404);
  expect((await decide("none", 1, { componentId: "x" })).status).toBe(404);
  serves(undefined);
  expect((await office.call("post", at("none", "/refresh"))).status).toBe(404);
});
