import { createHash } from "node:crypto";
import type { Agreement, AgreementCopy, Condition, OwnVersion, PartnerCopy } from "../../../src/domain/agreements/model.js";
import { heiId, iiaId, type HeiId, type Sha256Hex } from "../../../src/kernel/ids.js";

const AT = new Date("2026-03-01T08:00:00.000Z");

export const hashOf = (text: string): Sha256Hex => createHash("sha256").update(text).digest("hex") as Sha256Hex;

export const sampleCondition = (owner: HeiId, partner: HeiId, years: readonly [string, string] = ["2026/2027", "2028/2029"]): Condition => ({
  kind: "student-studies", sendingHeiId: owner, sendingContacts: [], receivingHeiId: partner, receivingContacts: [],
  firstAcademicYear: years[0], lastAcademicYear: years[1], mobilitiesPerYear: 2,
  languageSkills: [{ language: "fr", cefrLevel: "B1" }], subjectAreas: [{ iscedFCode: "0314", clarification: "" }],
  totalMonthsPerYear: "10.50", blended: false, eqfLevels: [6, 7],
});

interface SampleFacts {
  readonly heiId?: string;
  readonly partnerHeiId?: string;
  readonly id?: string;
  readonly text?: string;
  readonly years?: readonly [string, string];
}

export const sampleCopy = ({ heiId: own = "rive.example", partnerHeiId = "lac.example", id = "iia-1", years }: SampleFacts = {}): AgreementCopy => ({
  owner: { heiId: heiId(own), iiaId: iiaId(id), iiaCode: `CODE ${id}`, contacts: [{ names: [{ text: "Bureau des échanges" }] }] },
  partner: { heiId: heiId(partnerHeiId), contacts: [] },
  inEffect: false, conditions: [sampleCondition(heiId(own), heiId(partnerHeiId), years)], terminatedAsAWhole: false,
});

export const sampleVersion = (facts: SampleFacts = {}, version = 1): OwnVersion => ({ copy: sampleCopy(facts), hash: hashOf(facts.text ?? `${facts.id} ${version}`), version, at: AT });

/** A shared agreement of rive.example with lac.example at revision 1, unless told otherwise. */
export const sampleAgreement = (facts: SampleFacts & Partial<Omit<Agreement, "id" | "heiId" | "partnerHeiId">> = {}): Agreement => {
  const { heiId: own = "rive.example", partnerHeiId = "lac.example", id = "iia-1", text, years, ...rest } = facts;
  return {
    id: iiaId(id), heiId: heiId(own), partnerHeiId: heiId(partnerHeiId), revision: 1, stage: "shared",
    mine: sampleVersion({ heiId: own, partnerHeiId, id, ...(text !== undefined && { text }), ...(years && { years }) }),
    createdAt: AT, changedAt: AT, ...rest,
  };
};

export const samplePartnerCopy = (facts: SampleFacts & Partial<Omit<PartnerCopy, "iiaId" | "heiId" | "partnerHeiId">> = {}): PartnerCopy => {
  const { heiId: own = "rive.example", partnerHeiId = "lac.example", id = "their-1", text = id, ...rest } = facts;
  return {
    heiId: heiId(own), partnerHeiId: heiId(partnerHeiId), iiaId: iiaId(id),
    current: { copy: sampleCopy({ heiId: partnerHeiId, partnerHeiId: own, id }), hash: hashOf(text), version: 1, declaredHash: hashOf(text), validForApproval: true, exchangeId: "exchange-1", receivedAt: AT },
    confirmedAt: AT, ...rest,
  };
};
