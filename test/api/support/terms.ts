import type { AgreementCopy } from "../../../src/domain/agreements/model.js";
import { heiId, iiaId } from "../../../src/kernel/ids.js";

/** Terms of a valid agreement as a body of the API. */
export const terms = (more: Readonly<Record<string, unknown>> = {}) => ({
  owner: { iiaCode: "RIV-2026-01", contacts: [{ names: [{ text: "International Relations Office", lang: "en" }], emails: ["iro@rive.example"] }] },
  conditions: [condition()],
  ...more,
});

export const newAgreement = (more: Readonly<Record<string, unknown>> = {}) => ({ partnerHeiId: "lac.example", ...terms(more) });

export const condition = (more: Readonly<Record<string, unknown>> = {}) => ({
  kind: "student-studies", sendingHeiId: "rive.example", receivingHeiId: "lac.example", firstAcademicYear: "2026/2027", lastAcademicYear: "2028/2029",
  mobilitiesPerYear: 2, languageSkills: [{ language: "de", cefrLevel: "B1" }], subjectAreas: [{ iscedFCode: "0314", clarification: "" }], blended: false,
  totalMonthsPerYear: "10.50", ...more,
});

/** The partner's copy of the same agreement; `oursIs` = our id that it names. */
export const partnerCopy = (id: string, oursIs?: string): AgreementCopy => ({
  owner: { heiId: heiId("lac.example"), iiaId: iiaId(id), iiaCode: `LAC ${id}`, contacts: [{ names: [{ text: "Auslandsamt" }] }] },
  partner: { heiId: heiId("rive.example"), ...(oursIs !== undefined && { iiaId: iiaId(oursIs) }), contacts: [] },
  inEffect: false, terminatedAsAWhole: false,
  conditions: [{
    kind: "student-studies", sendingHeiId: heiId("rive.example"), sendingContacts: [], receivingHeiId: heiId("lac.example"), receivingContacts: [],
    firstAcademicYear: "2026/2027", lastAcademicYear: "2028/2029", mobilitiesPerYear: 2, languageSkills: [{ language: "de", cefrLevel: "B1" }],
    subjectAreas: [{ iscedFCode: "0314", clarification: "" }], blended: false, totalMonthsPerYear: "10.50",
  }],
});
