import type { Student } from "../../../src/domain/mobilities/student.js";
import type { Imobility, NominationContent, Omobility } from "../../../src/domain/nominations/model.js";
import { heiId, iiaId, omobilityId } from "../../../src/kernel/ids.js";

export const student = (facts: Partial<Student> = {}): Student => ({
  givenNames: [{ text: "Ana María" }], familyNames: [{ text: "Núñez" }, { text: "Нуньес", lang: "ru-Cyrl" }],
  globalId: "urn:schac:personalUniqueCode:int:esi:rive.example:0042", birthDate: "2004-02-29", nationality: "ES", gender: 2, email: "ana@rive.example", ...facts,
});

export const content = (facts: Partial<NominationContent> = {}): NominationContent => ({
  receivingAcademicYear: "2026/2027", term: "2026/2027-1/2", activity: "long-term", agreementIscedFCode: "0314", eqfLevel: 6, nomineeIscedFCode: "0314", ...facts,
});

/** Everything that a nomination can say. */
export const fullContent = (facts: Partial<NominationContent> = {}): NominationContent =>
  content({ sendingOunitId: "ou-law", receivingOunitId: "their-ou", sendingIiaId: iiaId("ours"), receivingIiaId: iiaId("theirs"), comment: "for offices <only> & nobody else", ...facts });

const AT = new Date("2026-03-01T08:00:00Z");

export const omobility = (facts: Omit<Partial<Omobility>, "id"> & { readonly id: string }): Omobility => ({
  heiId: heiId("rive.example"), partnerHeiId: heiId("lac.example"), revision: 1, version: 1, stage: "sent", student: student(), proposal: { id: `proposal-${facts.id}`, content: content() },
  status: "pending", verdicts: [], createdAt: AT, changedAt: AT, ...facts, id: omobilityId(facts.id),
});

export const imobility = (facts: Omit<Partial<Imobility>, "id"> & { readonly id: string }): Imobility => ({
  heiId: heiId("rive.example"), partnerHeiId: heiId("lac.example"), revision: 1, verdicts: [], stay: {}, createdAt: AT, changedAt: AT, confirmedAt: AT,
  current: { version: 1, student: student(), proposal: { id: `proposal-${facts.id}`, content: content() }, status: "approved", exchangeId: "e1", receivedAt: AT, faults: [] },
  ...facts, id: omobilityId(facts.id),
});
