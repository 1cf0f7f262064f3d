/** A nomination and a learning agreement of one mobility that do not say the same. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { IncomingLa } from "../../../src/domain/learning-agreements/incoming.js";
import type { LaDetails, LaDocument, LaStudent } from "../../../src/domain/learning-agreements/model.js";
import type { OutgoingLa } from "../../../src/domain/learning-agreements/outgoing.js";
import type { Student } from "../../../src/domain/mobilities/student.js";
import { createMobilityWarnings, incomingWarnings, outgoingWarnings } from "../../../src/domain/mobilities/warnings.js";
import type { Imobility, NominationContent, Omobility } from "../../../src/domain/nominations/model.js";
import type { OlderFacts } from "../../../src/domain/nominations/older-facts.js";
import { omit } from "../../../src/kernel/omit.js";
import { component, MOBILITY, RECEIVER, sampleComponents, sampleDetails, SENDER, studentSigns } from "../../support/learning-agreements/sample-las.js";

const at = new Date("2026-03-01T08:00:00Z");
const times = { createdAt: at, changedAt: at };
const student: Student = {
  givenNames: [{ text: "Ivan Petrovich" }, { text: "Иван" }], familyNames: [{ text: "Sidorov" }], globalId: "urn:schac:personalUniqueCode:int:esi:sending.example.edu:1", birthDate: "2004-05-05",
  nationality: "PL", gender: 1, email: "ivan@example.com",
};
const content: NominationContent = {
  sendingOunitId: "140", receivingAcademicYear: "2026/2027", activity: "long-term", agreementIscedFCode: "0541", nomineeIscedFCode: "0541", eqfLevel: 6,
};
const signed = { components: sampleComponents(), student: studentSigns(), sending: studentSigns() };
const omobility = (more: Partial<Omobility> = {}): Omobility =>
  ({ id: MOBILITY, heiId: SENDER, partnerHeiId: RECEIVER, revision: 1, version: 1, stage: "sent", student, proposal: { id: "n1", content }, status: "approved", verdicts: [], ...times, ...more });
const imobility = (more: Partial<Imobility["current"]> = {}, facts: Partial<Imobility> = {}): Imobility => ({
  id: MOBILITY, heiId: RECEIVER, partnerHeiId: SENDER, revision: 1, confirmedAt: at, verdicts: [], stay: {}, ...times, ...facts,
  current: { student, proposal: { id: "n1", content }, status: "approved", version: 1, exchangeId: "e", receivedAt: at, faults: [], ...more },
});
const outgoing = (details: Partial<LaDetails> = {}, more: Partial<OutgoingLa> = {}): OutgoingLa =>
  ({ omobilityId: MOBILITY, heiId: SENDER, partnerHeiId: RECEIVER, mobilityType: "semester", revision: 1, servedVersion: 1, details: sampleDetails(details), proposal: { id: "p1", ...signed }, rounds: [], ...times, ...more });
const incoming = (shown: Partial<LaDocument> = {}, more: Partial<IncomingLa> = {}): IncomingLa => ({
  omobilityId: MOBILITY, heiId: RECEIVER, partnerHeiId: SENDER, revision: 1, confirmedAt: at, proposals: [{ proposalId: "p1", outcome: "awaiting" }], ...times, ...more,
  current: { document: { omobilityId: MOBILITY, ...sampleDetails(), proposal: { id: "p1", ...signed }, ...shown }, version: 1, exchangeId: "e", receivedAt: at },
});
const withStudent = (more: Partial<LaStudent>): Partial<LaDetails> => ({ student: { ...sampleDetails().student, ...more } });
const codes = (warnings: ReturnType<typeof outgoingWarnings>) => warnings.map(({ code }) => code);

test("records that fit warn of nothing, and so does a single nomination", () => {
  expect(outgoingWarnings(omobility(), outgoing())).toEqual([]);
  expect(incomingWarnings(imobility(), incoming())).toEqual([]);
  expect([outgoingWarnings(omobility(), undefined), incomingWarnings(imobility(), undefined), outgoingWarnings(undefined, undefined)]).toEqual([[], [], []]);
});

describe("what differs is named, with whose turn it is", () => {
  const { sending, receiving } = sampleDetails();
  test.each<[string, Partial<LaDetails>, string, object[]]>([
    ["the person", withStudent({ globalId: "urn:schac:personalUniqueCode:int:esi:sending.example.edu:2" }), "other-student", [{ field: "student.globalId" }]],
    ["birth date and names", withStudent({ birthDate: "2004-05-06", givenNames: "Boris", familyName: "Petrov" }), "student-differs", [{ field: "student.birthDate" }, { field: "student.givenNames" }, { field: "student.familyNames" }]],
    ["the partner", { receiving: { ...receiving, heiId: SENDER } }, "other-institution", [{ field: "receivingHeiId", nomination: RECEIVER, learningAgreement: SENDER }]],
    ["the unit", { sending: { ...sending, ounitId: "150" } }, "other-unit", [{ field: "sendingOunitId", nomination: "140", learningAgreement: "150" }]],
    ["the field", { iscedFCode: "0613" }, "other-field", [{ field: "iscedFCode", nomination: "0541", learningAgreement: "0613" }]],
    ["the level", { eqfLevel: 7 }, "other-level", [{ field: "eqfLevel", nomination: "6", learningAgreement: "7" }]],
    ["the year", { receivingAcademicYear: "2027/2028" }, "other-period", [{ field: "receivingAcademicYear", nomination: "2026/2027", learningAgreement: "2027/2028" }]],
    ["the months", { start: "2028-02", end: "2028-06-30" }, "other-period", [{ field: "period", nomination: "2026-01 to 2027-12", learningAgreement: "2028-02 to 2028-06-30" }]],
  ])("%s", (_what, details, code, differences) => {
    expect(outgoingWarnings(omobility(), outgoing(details))).toEqual([{ code, turn: "us", text: expect.stringMatching(/^The nomination and the learning agreement of this mobility .*correct/i), differences }]);
    expect(incomingWarnings(imobility(), incoming(details))).toEqual([{ code, turn: "partner", text: expect.stringMatching(/Ask the partner to correct the one that is wrong before you approve either\.$/), differences }]);
  });
  test("the kind of mobility", () => {
    const proposal = { id: "p1", ...signed, components: { blended: [component("Week in Rive", { shortDescription: "A week" })] } };
    expect(incomingWarnings(imobility(), incoming({ proposal }))).toMatchObject([{ code: "other-kind", differences: [{ field: "activity", nomination: "long-term", learningAgreement: "short-term-blended" }] }]);
  });
  test("the student as an open proposal would have it", () =>
    expect(codes(incomingWarnings(imobility(), incoming({ proposal: { id: "p1", ...signed, studentChanges: { familyName: "Petrov" } } })))).toEqual(["student-differs"]));
  test("months are held against the planned ones where the older workflow tells them", () => {
    const older: OlderFacts = { status: "nomination", activityType: "student-studies", plannedArrival: "2026-09-01", plannedDeparture: "2027-01-31", languageSkills: [], requirements: [], photos: [], phoneNumbers: [] };
    expect(incomingWarnings(imobility({ older }), incoming())).toMatchObject([{ code: "other-period", differences: [{ field: "period", nomination: "2026-09 to 2027-01", learningAgreement: "2027-02 to 2027-06-30" }] }]);
    expect(codes(incomingWarnings(imobility({ older }), incoming({ start: "2026-10", end: "2027-02" })))).toEqual([]);
  });
});

describe("what is written differently and means the same is no difference", () => {
  test.each<[string, Partial<LaStudent>]>([
    ["case and accents", { givenNames: "IVÁN PETROVICH", familyName: "sídorov" }], ["a name left out", { givenNames: "Ivan" }], ["another script", { givenNames: "Иван" }],
    ["letter case of the identifier", { globalId: "URN:SCHAC:personalUniqueCode:int:esi:sending.example.edu:1" }], ["a date with a time zone", { birthDate: "2004-05-05Z" }],
  ])("%s", (_what, more) => expect(outgoingWarnings(omobility(), outgoing(withStudent(more)))).toEqual([]));
  test.each([["054", "0541", []], ["0540", "0541", []], ["05", "0541", []], ["0541", "0542", ["other-field"]], ["061", "0541", ["other-field"]]])("field %s and %s", (nomineeIscedFCode, iscedFCode, expected) =>
    expect(codes(incomingWarnings(imobility({ proposal: { id: "n1", content: { ...content, nomineeIscedFCode } } }), incoming({ iscedFCode })))).toEqual(expected));
  test("what one of them leaves open", () =>
    expect(incomingWarnings(imobility({ student: { givenNames: [], familyNames: [], globalId: student.globalId }, proposal: { id: "n", content: { receivingAcademicYear: "2026/2027", activity: "long-term" } } }), incoming({ student: {} }))).toEqual([]));
});

describe("a learning agreement whose nomination is not there or does not stand", () => {
  test.each<[string, ReturnType<typeof outgoingWarnings>, string, string]>([
    ["none of ours", outgoingWarnings(undefined, outgoing()), "no-nomination", "us"],
    ["none of the partner", incomingWarnings(undefined, incoming()), "no-nomination", "partner"],
    ["a draft", outgoingWarnings(omobility({ stage: "draft", status: "pending" }), outgoing()), "nomination-not-sent", "us"],
    ["cancelled by us, of another field", outgoingWarnings(omobility({ status: "cancelled" }), outgoing({ iscedFCode: "0613" })), "nomination-cancelled", "us"],
    ["cancelled by the partner", incomingWarnings(imobility({ status: "cancelled" }), incoming()), "nomination-cancelled", "partner"],
    ["rejected by the partner", outgoingWarnings(omobility({ status: "rejected" }), outgoing()), "nomination-rejected", "us"],
    ["rejected by us", incomingWarnings(imobility({ status: "rejected" }), incoming()), "nomination-rejected", "partner"],
    ["gone", incomingWarnings(imobility({}, { goneAt: at }), incoming()), "nomination-gone", "partner"],
  ])("%s", (_what, warnings, code, turn) => expect(warnings).toEqual([{ code, turn, text: expect.stringMatching(/^The .*nomination.*\.$/), differences: [] }]));
  test("what is deleted, withdrawn or gone is no learning agreement", () => {
    expect(outgoingWarnings(undefined, outgoing({}, { deletedAt: at }))).toEqual([]);
    expect(incomingWarnings(undefined, incoming({}, { goneAt: at }))).toEqual([]);
    const { current } = incoming();
    expect(incomingWarnings(undefined, { ...incoming(), current: { ...current, document: omit(current.document, "proposal") } })).toEqual([]);
  });
  test("a draft of ours needs no nomination that was sent", () => {
    expect(outgoingWarnings(omobility({ stage: "draft", status: "pending" }), { ...omit(outgoing(), "proposal"), draft: { components: sampleComponents() } })).toEqual([]);
  });
});

test("what did not reach the partner is told in both directions, and is ours to send again", async () => {
  const warnings = createMobilityWarnings({
    nominations: { omobility: async () => omobility(), imobility: async () => imobility() }, learningAgreements: { outgoing: async () => undefined, incoming: async () => undefined }, isUntold: async () => true,
  });
  const expected = [{ code: "notice-not-delivered", turn: "us", text: "The partner was not told what changed last. Look at the delivery that stopped, and send it again.", differences: [] }];
  expect(await warnings.ofOutgoing({ heiId: SENDER, partnerHeiId: RECEIVER, id: MOBILITY })).toEqual(expected);
  expect(await warnings.ofIncoming({ heiId: RECEIVER, partnerHeiId: SENDER, id: MOBILITY })).toEqual(expected);
});

test("what is personal is named and never repeated", () =>
  fc.assert(fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (givenNames, familyName, globalId, birthDate) => {
    const warnings = outgoingWarnings(omobility(), outgoing(withStudent({ givenNames, familyName, globalId, birthDate })));
    for (const { differences, text } of warnings) expect([differences.map(Object.keys), text]).toEqual([differences.map(() => ["field"]), expect.stringMatching(/^The nomination and the learning agreement of this mobility (name different students|say different things of the student)\./)]);
  })));
