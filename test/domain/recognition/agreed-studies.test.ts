import { describe, expect, test } from "@jest/globals";
import type { Components, SignedComponents } from "../../../src/domain/learning-agreements/model.js";
import type { OutgoingLa } from "../../../src/domain/learning-agreements/outgoing.js";
import { agreedStudies, nominatedStudies } from "../../../src/domain/recognition/agreed-studies.js";
import { omit } from "../../../src/kernel/omit.js";
import { omobility } from "../../support/nominations/samples.js";
import { component, MOBILITY, officerSigns, RECEIVER, sampleComponents, sampleDetails, SENDER, studentSigns } from "../../support/learning-agreements/sample-las.js";

const signed = (components: Components): SignedComponents => ({ components, student: studentSigns(), sending: officerSigns("Anna"), receiving: officerSigns("Bo") });
const la = (more: Partial<OutgoingLa>): OutgoingLa => {
  const at = new Date("2026-05-01T00:00:00Z");
  return { omobilityId: MOBILITY, heiId: SENDER, partnerHeiId: RECEIVER, mobilityType: "semester", revision: 1, servedVersion: 1, details: sampleDetails(), rounds: [], createdAt: at, changedAt: at, ...more };
};
const unconditional = (more: Components = {}): Components => sampleComponents({ recognized: [component("Calculus")], ...more });

describe("what a transcript is held to", () => {
  test("the student of the agreement", () => {
    expect(agreedStudies(la({ firstVersion: signed(unconditional()) }))?.learner).toEqual({
      givenNames: "Ivan Petrovich", familyName: "Sidorov", esi: "urn:schac:personalUniqueCode:int:esi:sending.example.edu:1", birthDate: "2004-05-05", citizenship: "PL", gender: 1,
    });
  });
  test("what is studied with the latest approved changes, by names that stay", () => {
    const changes: Components = { studied: [component("Logic", { change: { status: "deleted" } }), component("Sets", { losId: "CR/2", change: { status: "inserted" } })] };
    const [before, after] = [undefined, signed(changes)].map((approvedChanges) => agreedStudies(la({ firstVersion: signed(unconditional()), ...(approvedChanges && { approvedChanges }) }))?.components);
    expect(before).toEqual([
      { id: "studied/CR/1", losId: "CR/1", losCode: "KR1", title: "Introductory calculus", credits: [{ scheme: "ects", value: "6" }] },
      { id: "studied/Logic", title: "Logic", credits: [{ scheme: "ects", value: "6" }] },
    ]);
    expect(after?.map(({ id }) => id)).toEqual(["studied/CR/1", "studied/CR/2"]);
  });
  test("components of one name are told apart", () => {
    const components = unconditional({ studied: [component("Project"), component("Project", { term: { number: 2, total: 2 } })] });
    expect(agreedStudies(la({ firstVersion: signed(components) }))?.components.map(({ id }) => id)).toEqual(["studied/Project", "studied/Project/2"]);
  });
  test("conditions of table B hold back all of table A, but not the virtual components", () => {
    const components = sampleComponents({ virtual: [component("Online seminar", { shortDescription: "six weeks" })] });
    expect(agreedStudies(la({ firstVersion: signed(components) }))?.components.map(({ title, recognitionConditions }) => [title, recognitionConditions])).toEqual([
      ["Introductory calculus", "Calculus: Pass the written exam."], ["Logic", "Calculus: Pass the written exam."], ["Online seminar", undefined],
    ]);
  });
});

test("of who is nominated only, the person is known and nothing is agreed; a draft is nobody's", () => {
  expect(nominatedStudies(omobility({ id: "m" }))).toEqual({ learner: { givenNames: "Ana María", familyName: "Núñez", esi: "urn:schac:personalUniqueCode:int:esi:rive.example:0042", birthDate: "2004-02-29", citizenship: "ES", gender: 2 }, iscedCode: "0314", components: [] });
  expect(nominatedStudies(omobility({ id: "m", stage: "draft" }))).toBeUndefined();
});

test("nothing is agreed before all three have signed, and after the agreement was deleted", () => {
  const proposal = omit(signed(unconditional()), "receiving");
  expect(agreedStudies(la({ proposal: { id: "P1", ...proposal } }))).toBeUndefined();
  expect(agreedStudies(la({ firstVersion: signed(unconditional()), deletedAt: new Date("2026-06-01T00:00:00Z") }))).toBeUndefined();
});
