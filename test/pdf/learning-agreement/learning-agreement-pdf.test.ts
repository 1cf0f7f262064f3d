/** The PDF of a learning agreement, read back as a viewer copies its text. */
import { describe, expect, test } from "@jest/globals";
import type { Component, SignedComponents } from "../../../src/domain/learning-agreements/model.js";
import { type LearningAgreementPrintout, PRINT_LANGUAGES } from "../../../src/domain/printouts/model.js";
import { omit } from "../../../src/kernel/omit.js";
import { component, MOBILITY, officerSigns, RECEIVER, sampleComponents, sampleDetails, SENDER, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { asSet, leavesOf, packed, wordsOf } from "../../support/pdf/read-printout.js";

const signed = (components: SignedComponents["components"], day: string): SignedComponents =>
  ({ components, student: studentSigns(`2026-${day}T10:00:00Z`), sending: officerSigns("Anna", `2026-${day}T11:00:00+02:00`), receiving: officerSigns("Bo", `2026-${day}T12:00:00.123Z`) });
const FULL: Component = component("Topology {title} <b>", { losId: "CR/9", losCode: "T9", loiId: "CRI/9", credits: [{ scheme: "ects", value: "7.50" }, { scheme: "hours", value: "60" }], shortDescription: "Open & closed sets", recognitionConditions: "Pass at 60 %" });
const CHANGES = {
  studied: [{ ...component("Logic"), change: { status: "deleted" as const, code: "timetable-conflict" as const } }, { ...FULL, change: { status: "inserted" as const, code: "substituting-deleted" as const, text: "instead of logic" } }],
  virtual: [{ ...component("Set theory online"), change: { status: "inserted" as const, text: "so that it is 30" } }],
};
const document: LearningAgreementPrintout["document"] = {
  omobilityId: MOBILITY, ...sampleDetails({ iscedClarification: "Dynamical systems ⟨𝔘⟩", provisionsUrl: "https://sending.example.edu/rules" }),
  firstVersion: signed(sampleComponents({ virtual: [] }), "05-01"), approvedChanges: signed(CHANGES, "06-01"),
  proposal: { id: "p3", ...signed({ studied: [{ ...component("Geometry"), change: { status: "inserted" } }] }, "07-01"), studentChanges: { familyName: "Sidorov-Łuka" } },
};
const printout = (more: Partial<LearningAgreementPrintout> = {}): LearningAgreementPrintout => ({
  kind: "learning-agreement", language: "en", heiId: SENDER, document, version: 5, at: new Date("2026-07-02T00:00:00Z"), status: "awaiting",
  rounds: [{ proposalId: "p1", outcome: "approved", sentAt: new Date("2026-05-01T11:00:00Z"), endedAt: new Date("2026-05-02T11:00:00Z") }, { proposalId: "p2", outcome: "rejected", comment: "Too many credits" }, { proposalId: "p3", outcome: "awaiting" }],
  exchangeId: "exchange-9", names: { [SENDER]: [{ text: "Sending University" }], [RECEIVER]: [{ text: "大阪大学" }] }, ...more,
});
const EVERY_PAGE = [/Document\S{1,200}?Page\d+of\d+/g];
/** Said in words; credits of ECTS too. */
const isLeftOut = (field: string): boolean => /(^|\.)(gender|scheme|change|outcome)$/.test(field);

describe("the PDF of a learning agreement", () => {
  test("says what holds, how it came about, what is proposed, and who signed", async () => {
    const words = await wordsOf(printout());
    for (const said of [
      "Learning agreement", "Long-term mobility", "State: waits for the receiving institution", `Sending University (${SENDER})`, `大阪大学 (${RECEIVER})`, "Citizenship: PL (Poland)", "Gender: male", "Period: 2027-02 to 2027-06-30", "Language of instruction: en (English), B2",
      "Table A: study programme at the receiving institution", "7.50 ECTS", "60 hours", "In all: 13.5 ECTS, 60 hours", "Table B: recognition at the sending institution", "In all: 5.5 ECTS", "Table C: virtual components", "Recognition: Pass at 60 %",
      "Signatures of the first version", "Changes to the first version, approved by all", "deleted: timetable conflict", "added: in place of a deleted component: instead of logic", "added: so that it is 30", "Signatures of the changes",
      "Proposed, not agreed yet", "New data of the student", "Sidorov-Łuka", "Signatures so far", "Too many credits", "Brought by exchange: exchange-9", `the mobility id ${MOBILITY}`, `Document ${SENDER}/${MOBILITY}/5`,
    ]) expect(words).toContain(packed(said));
    expect(words).not.toContain("DRAFT");
  });

  test.each(PRINT_LANGUAGES)("in %s: every value is in it", async (language) => {
    const words = await wordsOf(printout({ language }), EVERY_PAGE);
    const { rounds, exchangeId } = printout();
    expect(leavesOf({ document, rounds, exchangeId, changes: CHANGES.studied[1]?.change.text }, isLeftOut).filter(([, text]) => !words.includes(asSet(text)))).toEqual([]);
  });

  test("of a proposal of a first version, and of a draft, is a draft on every page and proves nothing", async () => {
    const details = omit(document, "firstVersion", "approvedChanges", "proposal");
    const proposal = { id: "p1", components: sampleComponents(), student: studentSigns(), sending: officerSigns("Anna") };
    for (const [one, said] of [
      [printout({ document: { ...details, proposal } }), "Proposed, not agreed yet"],
      [printout({ document: details, draft: { components: sampleComponents(), studentSignature: studentSigns() }, version: 0, status: "draft" }), "Drafted, not sent"],
    ] as const) {
      const words = await wordsOf(one);
      for (const each of [said, "Introductory calculus", "Student portal", "Nothing is agreed yet. This document proves nothing."]) expect(words).toContain(packed(each));
      expect(words.split("DRAFT").length).toBe(words.split(/Page\d+of/).length);
      expect(words).not.toContain("Howtoverify");
    }
  });
});
