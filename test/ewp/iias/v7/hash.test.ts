import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { getResponse, type WireConditions, type WireIia, type WirePartner, type WireStaffTrainingSpec } from "../../../../src/ewp/iias/v7/documents.js";
import { iiaHashes } from "../../../../src/ewp/iias/v7/hash.js";
import { heiId, iiaId, type Sha256Hex } from "../../../../src/kernel/ids.js";
import { parseXml } from "../../../../src/xml/parse.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { randomIiaResponses } from "../../../support/agreements/iia-responses.js";
import { secondIiaHashes } from "../../../support/agreements/second-iia-hash.js";

const A = heiId("a.example");
const B = heiId("b.example");
const UNKNOWN = "0".repeat(64) as Sha256Hex;

const partner = (id: typeof A, copy: string | undefined, more: Partial<WirePartner> = {}): WirePartner => ({
  heiId: id, ...(copy !== undefined && { iiaId: iiaId(copy), iiaCode: `code ${copy}` }), contacts: [], ...more,
});

const training = (more: Partial<WireStaffTrainingSpec> = {}): WireStaffTrainingSpec => ({
  sendingHeiId: A, sendingContacts: [], receivingHeiId: B, receivingContacts: [],
  receivingFirstAcademicYearId: "2024/2025", receivingLastAcademicYearId: "2025/2026",
  mobilitiesPerYear: { value: 2 }, recommendedLanguageSkills: [],
  subjectAreas: [{ iscedFCode: { text: "0314" }, iscedClarification: "" }], ...more,
});

const conditions = (more: Partial<WireConditions> = {}): WireConditions => ({
  studentStudiesMobilitySpecs: [], studentTraineeshipMobilitySpecs: [], staffTeacherMobilitySpecs: [], staffTrainingMobilitySpecs: [training()], ...more,
});

const iia = (more: Partial<WireIia> = {}): WireIia => ({
  partners: [partner(A, "A1"), partner(B, "B7")], inEffect: false, cooperationConditions: conditions(), iiaHash: UNKNOWN, ...more,
});

const hashesOf = (...iias: WireIia[]) => iiaHashes(parseXml(writeDocument(getResponse, { iias })));
const hashOf = (one: WireIia): string => hashesOf(one)[0]?.hash ?? "";

describe("published vectors (PROTOCOL 6.2)", () => {
  test("the minimal agreement, to the letter", () => {
    expect(hashesOf(iia())).toEqual([{
      iiaId: "A1",
      declared: UNKNOWN,
      text: "_iia-id_1=A1__iia-id_2=B7__cooperation-conditions.staff-training-mobility-spec.sending-hei-id=a.example_"
        + "_cooperation-conditions.staff-training-mobility-spec.receiving-hei-id=b.example__cooperation-conditions.staff-training-mobility-spec.mobilities-per-year=2_"
        + "_staff-training-mobility-spec.subject-area.isced-f-code=0314__staff-training-mobility-spec.subject-area.isced-clarification=_"
        + "_receiving-first-academic-year-id=2024/2025__receiving-last-academic-year-id=2025/2026_",
      hash: "402359ded5e924718216386fa40521cf828d7dce395b2012022746862c3ea168",
      validForApproval: true,
      names: [
        "iia-id_1=A1", "iia-id_2=B7",
        ...["sending-hei-id", "receiving-hei-id", "mobilities-per-year"].map((name) => `cooperation-conditions.staff-training-mobility-spec.${name}`),
        ...["isced-f-code", "isced-clarification"].map((name) => `staff-training-mobility-spec.subject-area.${name}`),
        "receiving-first-academic-year-id", "receiving-last-academic-year-id",
      ],
    }]);
  });

  test("not mapped: the partner's id is unknown", () => {
    expect(hashOf(iia({ partners: [partner(A, "A1"), partner(B, undefined)] }))).toBe("08f9d30328fe2139d4a49305291e2ee77a91a9d2cb6a9dd0c9701fa8471d0bf2");
  });

  test("terminated as a whole", () => {
    expect(hashOf(iia({ cooperationConditions: conditions({ terminatedAsAWhole: true }) }))).toBe("2791896976422976dc5476164178cbc3dda0461433d52eb8dab626ab402a7d98");
  });

  test("the figures of the stylesheet's kit, approved under version 6", () => {
    expect(hashesOf(migratedFigures())).toMatchObject([{ hash: "87b33170d7a6c6d894215641f39e7b7de36501265479e5ab3922f32d5b225033", validForApproval: false }]);
  });

  test("the figures of the official get example", () => {
    expect(hashOf(officialFigures())).toBe("e950faa83a799cf45839e7915db88ed51575babe7845c1219dfde54ce30a61e4");
  });
});

const [uw, hibo] = [heiId("uw.edu.pl"), heiId("hibo.no")];
const officialPartners = [partner(uw, "0f7a5682-faf7-49a7-9cc7-ec486c49a281"), partner(hibo, "1954991")];

/** The hashed facts of the document of the stylesheet's kit: an agreement that was approved under version 6. */
const migratedFigures = (): WireIia => {
  const out = { sendingContacts: [], receivingContacts: [], sendingHeiId: uw, sendingOunitId: "140", receivingHeiId: hibo };
  return iia({
    partners: officialPartners,
    cooperationConditions: conditions({
      studentStudiesMobilitySpecs: [{
        ...out, receivingFirstAcademicYearId: "2014/2015", receivingLastAcademicYearId: "2020/2021", mobilitiesPerYear: { value: 2, notYetDefined: true },
        recommendedLanguageSkills: [{ language: "en", cefrLevel: "B1", notYetDefined: true }],
        subjectAreas: [{ iscedFCode: { text: "0314", v6Value: "031" }, iscedClarification: "Social and behavioural sciences" }],
        totalMonthsPerYear: "5", blended: false, eqfLevels: [7, 8],
      }],
      staffTeacherMobilitySpecs: [{
        ...out, receivingFirstAcademicYearId: "2016/2017", receivingLastAcademicYearId: "2017/2018", mobilitiesPerYear: { value: 2 },
        recommendedLanguageSkills: [{ language: "en", cefrLevel: "C1" }], subjectAreas: [{ iscedFCode: { text: "0314" } }], totalDaysPerYear: "8",
      }],
      staffTrainingMobilitySpecs: [],
    }),
  });
};

/** The hashed facts of the example of the IIAs specification. */
const officialFigures = (): WireIia => {
  const common = { sendingContacts: [], receivingContacts: [], subjectAreas: [{ iscedFCode: { text: "0314" } }] };
  const skill = (language: string, cefrLevel: string) => ({ language, cefrLevel });
  const out = { ...common, sendingHeiId: uw, sendingOunitId: "140", receivingHeiId: hibo };
  const back = { ...common, sendingHeiId: hibo, receivingHeiId: uw, receivingOunitId: "140" };
  const long = { receivingFirstAcademicYearId: "2014/2015", receivingLastAcademicYearId: "2020/2021" };
  const short = { receivingFirstAcademicYearId: "2016/2017", receivingLastAcademicYearId: "2017/2018" };
  const teaching = { ...short, mobilitiesPerYear: { value: 2 }, recommendedLanguageSkills: [skill("en", "C1")] };
  return iia({
    partners: officialPartners,
    cooperationConditions: {
      studentStudiesMobilitySpecs: [{
        ...out, ...long, mobilitiesPerYear: { value: 2 }, recommendedLanguageSkills: [skill("en", "B1"), skill("no", "B1")],
        totalMonthsPerYear: "5", blended: false, eqfLevels: [7, 8],
      }],
      studentTraineeshipMobilitySpecs: [{
        ...out, ...long, mobilitiesPerYear: { value: 10 }, recommendedLanguageSkills: [skill("no", "B1")], totalMonthsPerYear: "10", blended: false, eqfLevels: [],
      }],
      staffTeacherMobilitySpecs: [{ ...out, ...teaching, totalDaysPerYear: "8" }, { ...back, ...teaching, totalDaysPerYear: "14" }],
      staffTrainingMobilitySpecs: [{ ...back, ...teaching, recommendedLanguageSkills: [skill("en", "B2")], totalDaysPerYear: "14" }],
    },
  });
};

describe("what changes the hash and what does not (PROTOCOL 7 row 60)", () => {
  const person = { contactNames: [{ text: "Office" }], personGivenNames: [], personFamilyNames: [], phoneNumbers: [], faxNumbers: [], emails: [], roleDescriptions: [] };
  const spec = (more: Partial<WireStaffTrainingSpec>): WireIia => iia({ cooperationConditions: conditions({ staffTrainingMobilitySpecs: [training(more)] }) });

  test.each<[string, WireIia]>([
    ["contacts of a partner", iia({ partners: [partner(A, "A1", { contacts: [person], signingContact: person }), partner(B, "B7")] })],
    ["contacts of a condition", spec({ sendingContacts: [person], receivingContacts: [person] })],
    ["the signing date", iia({ partners: [partner(A, "A1", { signingDate: "2026-01-31" }), partner(B, "B7")] })],
    ["the codes", iia({ partners: [partner(A, "A1", { iiaCode: "other" }), partner(B, "B7", { iiaCode: "another" })] })],
    ["the unit of a partner", iia({ partners: [partner(A, "A1", { ounitId: "u1" }), partner(B, "B7")] })],
    ["in effect", iia({ inEffect: true })],
    ["the PDF", iia({ pdfFile: "f1" })],
    ["terminated, said to be false", iia({ cooperationConditions: conditions({ terminatedAsAWhole: false }) })],
  ])("%s: the same", (_what, changed) => {
    expect(hashOf(changed)).toBe(hashOf(iia()));
  });

  test.each<[string, WireIia]>([
    ["the own id", iia({ partners: [partner(A, "A2"), partner(B, "B7")] })],
    ["the partner's id", iia({ partners: [partner(A, "A1"), partner(B, "B8")] })],
    ["the order of the partners", iia({ partners: [partner(B, "B7"), partner(A, "A1")] })],
    ["the direction", spec({ sendingHeiId: B, receivingHeiId: A })],
    ["a unit of a condition", spec({ sendingOunitId: "u1" })],
    ["the first year", spec({ receivingFirstAcademicYearId: "2023/2024" })],
    ["the last year", spec({ receivingLastAcademicYearId: "2026/2027" })],
    ["the number of mobilities", spec({ mobilitiesPerYear: { value: 3 } })],
    ["a language", spec({ recommendedLanguageSkills: [{ language: "en" }] })],
    ["the subject area", spec({ subjectAreas: [{ iscedFCode: { text: "0313" }, iscedClarification: "" }] })],
    ["no clarification instead of an empty one", spec({ subjectAreas: [{ iscedFCode: { text: "0314" } }] })],
    ["a blank clarification", spec({ subjectAreas: [{ iscedFCode: { text: "0314" }, iscedClarification: " " }] })],
    ["the terms", spec({ otherInfoTerms: "R&D" })],
    ["the days", spec({ totalDaysPerYear: "2" })],
  ])("%s: another", (_what, changed) => {
    expect(hashOf(changed)).not.toBe(hashOf(iia()));
  });

  test("the lexical form of a number counts", () => {
    expect(hashOf(spec({ totalDaysPerYear: "2.0" }))).not.toBe(hashOf(spec({ totalDaysPerYear: "2" })));
  });

  test("the order of conditions counts", () => {
    const [one, other] = [training(), training({ totalDaysPerYear: "5" })];
    const both = (...staffTrainingMobilitySpecs: WireStaffTrainingSpec[]) => hashOf(iia({ cooperationConditions: conditions({ staffTrainingMobilitySpecs }) }));
    expect(both(one, other)).not.toBe(both(other, one));
  });

  test("text is hashed unescaped", () => {
    expect(hashesOf(spec({ otherInfoTerms: "R&D <\u0141\u00f3d\u017a>\r\n" }))[0]?.text).toContain("staff-training-mobility-spec.other-info-terms=R&D <\u0141\u00f3d\u017a>\r\n_");
  });
});

describe("flags that count for the whole document (PROTOCOL 7 row 61)", () => {
  const migrated = (more: Partial<WireStaffTrainingSpec>) => iia({ cooperationConditions: conditions({ staffTrainingMobilitySpecs: [training(more)] }) });

  test("one terminated agreement prefixes both", () => {
    const both = hashesOf(iia(), iia({ cooperationConditions: conditions({ terminatedAsAWhole: true }) }));
    expect(both.map(({ hash }) => hash)).toEqual(Array(2).fill("2791896976422976dc5476164178cbc3dda0461433d52eb8dab626ab402a7d98"));
  });

  test.each([
    ["v6-value", migrated({ subjectAreas: [{ iscedFCode: { text: "0314", v6Value: "031" } }] })],
    ["not-yet-defined on the number", migrated({ mobilitiesPerYear: { value: 2, notYetDefined: true } })],
    ["not-yet-defined on a skill", migrated({ recommendedLanguageSkills: [{ language: "en", notYetDefined: true }] })],
  ])("%s in one agreement makes none approvable", (_what, old) => {
    expect(hashesOf(iia(), old).map(({ validForApproval }) => validForApproval)).toEqual([false, false]);
  });

  test("the v6 code is hashed in place of the new one, and nothing that is not yet defined", () => {
    const [{ text } = { text: "" }] = hashesOf(migrated({
      mobilitiesPerYear: { value: 2, notYetDefined: true },
      recommendedLanguageSkills: [{ language: "en", notYetDefined: true }],
      subjectAreas: [{ iscedFCode: { text: "0314", v6Value: "031" } }],
    }));
    expect(text).toBe(
      "_iia-id_1=A1__iia-id_2=B7__cooperation-conditions.staff-training-mobility-spec.sending-hei-id=a.example_"
      + "_cooperation-conditions.staff-training-mobility-spec.receiving-hei-id=b.example__staff-training-mobility-spec.subject-area.isced-f-code=031_"
      + "_receiving-first-academic-year-id=2024/2025__receiving-last-academic-year-id=2025/2026_",
    );
  });
});

describe("other implementations agree", () => {
  test("a second one, written from the prose", () => {
    fc.assert(fc.property(randomIiaResponses, (xml) => {
      const ours = iiaHashes(parseXml(xml)).map(({ text, hash, validForApproval }) => ({ text, hash, validForApproval }));
      expect(ours).toEqual(secondIiaHashes(xml));
    }), { numRuns: 150 });
  });

  test("a hash is the SHA-256 of its text", () => {
    const [{ text, hash } = { text: "", hash: "" }] = hashesOf(officialFigures());
    expect(hash).toBe(createHash("sha256").update(text).digest("hex"));
  });
});

