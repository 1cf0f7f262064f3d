import type { Component, Components, LaDetails, Signature } from "../../../src/domain/learning-agreements/model.js";
import { type HeiId, omobilityId } from "../../../src/kernel/ids.js";

export const SENDER = "sending.example.edu" as HeiId;
export const RECEIVER = "receiving.example.org" as HeiId;
export const MOBILITY = omobilityId("mob-1");

export const component = (title: string, more: Partial<Component> = {}): Component =>
  ({ title, term: { number: 1, total: 2 }, credits: [{ scheme: "ects", value: "6" }], ...more });

export const sampleDetails = (more: Partial<LaDetails> = {}): LaDetails => ({
  sending: { heiId: SENDER, ounitName: "Faculty of Mathematics", ounitId: "140", contact: { givenNames: "Anna", familyName: "Nowak", email: "anna@sending.example.edu", phone: { e164: "+4812345" } } },
  receiving: { heiId: RECEIVER, contact: { givenNames: "Bo", familyName: "Berg", email: "bo@receiving.example.org" } },
  receivingAcademicYear: "2026/2027",
  student: {
    givenNames: "Ivan Petrovich", familyName: "Sidorov", globalId: "urn:schac:personalUniqueCode:int:esi:sending.example.edu:1", birthDate: "2004-05-05",
    citizenship: "PL", gender: 1, email: "ivan@example.com",
  },
  start: "2027-02", end: "2027-06-30", eqfLevel: 6, iscedFCode: "0541", iscedClarification: "Dynamical systems", language: { language: "en", cefrLevel: "B2" },
  learningOutcomesUrl: "https://receiving.example.org/courses",
  ...more,
});

export const sampleComponents = (more: Components = {}): Components => ({
  studied: [component("Introductory calculus", { losId: "CR/1", losCode: "KR1" }), component("Logic")],
  recognized: [component("Calculus", { credits: [{ scheme: "ects", value: "5.5" }], recognitionConditions: "Pass the written exam." }), component("Algebra", { credits: [] })],
  ...more,
});

export const studentSigns = (timestamp = "2026-05-01T10:00:00Z"): Signature => ({ timestamp, app: "Student portal" });
export const officerSigns = (name: string, timestamp = "2026-05-02T10:00:00+02:00"): Signature =>
  ({ name, position: "Coordinator", email: `${name.toLowerCase()}@example.org`, timestamp, app: "Passerelle" });
