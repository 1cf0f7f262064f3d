/** Copies of agreements as offices write them: a full one, and every valid one. */
import fc from "fast-check";
import { type Agreement, type AgreementCopy, type Condition, MOBILITY_KINDS, type MobilityKind, type PartnerCopy } from "../../../src/domain/agreements/model.js";
import type { Contact } from "../../../src/domain/contact.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { type HeiId, iiaId, type Sha256Hex } from "../../../src/kernel/ids.js";
import { P, US } from "../ewp/slice-node.js";
import { anyUrl } from "../xml/any-url.js";
import { anyText } from "../xml/wire-values.js";

const AT = new Date("2026-03-01T08:00:00.000Z");

export const FULL_CONTACT: Contact = {
  names: [{ text: "Bureau des relations internationales", lang: "fr" }, { text: "International Relations Office", lang: "en" }],
  givenNames: [{ text: "Ágnes" }], familyNames: [{ text: "Nagy & Söhne" }], gender: 2,
  phoneNumbers: [{ e164: "+41223791111", ext: "12" }], faxNumbers: [{ otherFormat: "022 379 11 12" }], emails: ["iro@rive.example"],
  streetAddress: { recipientNames: ["IRO"], addressLines: ["Quai 1", "2nd floor"], postalCode: "1204", locality: "Rive", country: "CH" },
  mailingAddress: { buildingNumber: "1", streetName: "Quai", deliveryPointCodes: ["B-7"], locality: "Rive", region: "GE", country: "CH" },
  roleDescriptions: [{ text: "Answers\nquestions", lang: "en" }],
};

const parties = (sendingHeiId: HeiId, receivingHeiId: HeiId) => ({ sendingHeiId, receivingHeiId, sendingContacts: [], receivingContacts: [] });
const years = { firstAcademicYear: "2023/2024", lastAcademicYear: "2025/2026" };

/** All four kinds, two conditions of the first, with everything that a condition can have. */
export const fullConditions = (own: HeiId, partner: HeiId): readonly Condition[] => [
  {
    kind: "student-studies", ...parties(own, partner), sendingOunitId: "ou-law", sendingContacts: [FULL_CONTACT], receivingOunitId: "their-unit", ...years,
    mobilitiesPerYear: 4, languageSkills: [{ language: "fr", cefrLevel: "B2", subjectArea: { iscedFCode: "0231", clarification: "Romance" } }, { language: "en-GB" }],
    subjectAreas: [{ iscedFCode: "0421", clarification: "" }, { iscedFCode: "0314" }], otherInfoTerms: "Ask first & <always>", totalMonthsPerYear: "20.50",
    blended: true, eqfLevels: [6, 7],
  },
  {
    kind: "student-studies", ...parties(partner, own), receivingOunitId: "ou-law", receivingContacts: [{ names: [{ text: "Desk" }] }], ...years,
    mobilitiesPerYear: 4, languageSkills: [{ language: "en", cefrLevel: "C1" }], subjectAreas: [{ iscedFCode: "0421", clarification: "" }],
    blended: false, eqfLevels: [],
  },
  { kind: "student-traineeship", ...parties(own, partner), ...years, mobilitiesPerYear: 1, languageSkills: [], subjectAreas: [], totalMonthsPerYear: "3", blended: false, eqfLevels: [8] },
  { kind: "staff-teacher", ...parties(own, partner), ...years, mobilitiesPerYear: 2, languageSkills: [{ language: "en" }], subjectAreas: [{ iscedFCode: "0421" }], totalDaysPerYear: "10.0" },
  { kind: "staff-training", ...parties(partner, own), ...years, mobilitiesPerYear: 2, languageSkills: [], subjectAreas: [], totalDaysPerYear: "5" },
];

interface CopyFacts {
  readonly id: string;
  readonly own?: HeiId;
  readonly partner?: HeiId;
  readonly partnerIiaId?: string | undefined;
}

/** A copy with everything in it. */
export const fullCopy = ({ id, own = US, partner = P, partnerIiaId }: CopyFacts): AgreementCopy => ({
  owner: { heiId: own, ounitId: "ou-root", iiaId: iiaId(id), iiaCode: `${id} / 2026`, signingContact: FULL_CONTACT, signingDate: "2026-02-28", contacts: [FULL_CONTACT] },
  partner: { heiId: partner, contacts: [], ...(partnerIiaId === undefined ? {} : { iiaId: iiaId(partnerIiaId), iiaCode: `THEIRS ${partnerIiaId}` }) },
  inEffect: false, conditions: fullConditions(own, partner), terminatedAsAWhole: false,
});

/** A copy with one condition, valid in these years. */
export const copyIn = (facts: CopyFacts, [firstAcademicYear, lastAcademicYear]: readonly [string, string]): AgreementCopy => {
  const { own = US, partner = P } = facts;
  return { ...fullCopy(facts), conditions: [{ kind: "staff-training", ...parties(own, partner), firstAcademicYear, lastAcademicYear, mobilitiesPerYear: 1, languageSkills: [], subjectAreas: [] }] };
};

/** Our agreement around a copy, shared and hashed as the node does it. */
export const sharing = (copy: AgreementCopy, facts: Partial<Omit<Agreement, "mine">> & { readonly version?: number } = {}): Agreement => {
  const { version = 1, ...rest } = facts;
  const { owner, partner } = copy;
  return {
    id: owner.iiaId ?? iiaId("none"), heiId: owner.heiId, partnerHeiId: partner.heiId, revision: 1, stage: "shared",
    mine: { copy, hash: hashCopy(copy).hash, version, at: AT }, createdAt: AT, changedAt: AT,
    ...(partner.iiaId === undefined ? {} : { partnerIiaId: partner.iiaId }), ...rest,
  };
};

/** The partner's copy as it was fetched. */
export const fetched = (copy: AgreementCopy, heiId: HeiId = US): PartnerCopy => {
  const { hash } = hashCopy(copy);
  return {
    heiId, partnerHeiId: copy.owner.heiId, iiaId: copy.owner.iiaId ?? iiaId("none"), confirmedAt: AT,
    current: { copy, hash, version: 1, declaredHash: hash, validForApproval: true, exchangeId: "exchange-1", receivedAt: AT },
  };
};

export const approvalOf = (hash: Sha256Hex, pdfFileId?: string) => ({ hash, at: AT, exchangeId: "exchange-2", ...(pdfFileId === undefined ? {} : { pdfFileId }) });

// Every valid copy.

/** A record whose keys in `model` after the required ones may be absent. */
const partly = <R extends object, O extends object>(required: { [K in keyof R]: fc.Arbitrary<R[K]> }, optional: { [K in keyof O]: fc.Arbitrary<O[K]> }) =>
  fc.record({ ...required, ...optional } as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: Object.keys(required) }) as unknown as fc.Arbitrary<R & Partial<O>>;

const id = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 64 });
const language = fc.constantFrom("en", "pt-BR", "zh-Hant-TW");
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 2 });
const any = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 });
const langText = partly({ text: anyText }, { lang: language });
export const langUrl = partly({ url: anyUrl({ validSchemes: ["http", "https"], withQueryParameters: true }) }, { lang: language });
const phone = partly({}, { e164: fc.constantFrom("+4722", "+351217967624"), ext: anyText, otherFormat: anyText });
const lines = { addressLines: fc.array(anyText, { minLength: 1, maxLength: 4 }) };
const structured = {
  buildingNumber: anyText, buildingName: anyText, streetName: anyText, unit: anyText, floor: anyText, postOfficeBox: anyText, deliveryPointCodes: some(anyText),
};
const place = { recipientNames: some(anyText), postalCode: anyText, locality: anyText, region: anyText, country: fc.constantFrom("PL", "PT") };
export const anyAddress = fc.oneof(partly({}, { ...place, ...lines }), partly({}, { ...place, ...structured }));
export const anyContact: fc.Arbitrary<Contact> = partly({ names: some(langText) }, {
  givenNames: some(langText), familyNames: some(langText), gender: fc.constantFrom(0 as const, 1 as const, 2 as const, 9 as const),
  phoneNumbers: some(phone), faxNumbers: some(phone), emails: some(fc.constantFrom("a@b.example", "Ö&<x>@uni.example.org")),
  streetAddress: anyAddress, mailingAddress: anyAddress, roleDescriptions: some(langText),
});

const digits = (count: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: count, maxLength: count });
const decimal = fc.constantFrom("5", "2.0", "0.25", "010.5", "12.50");
const subjectArea = partly({ iscedFCode: digits(4) }, { v6Value: digits(3), clarification: anyText });
const skill = partly({ language }, { cefrLevel: fc.constantFrom("A1", "C2"), subjectArea, notYetDefined: fc.constant(true as const) });
const academicYear = fc.tuple(fc.integer({ min: 1990, max: 2090 }), fc.constantFrom(0, 1)).map(([year, span]) => `${year}/${year + span}`);
const hei = fc.constantFrom(US, P);

/** What only some kinds have. */
const ofKind = (kind: MobilityKind): { readonly required: Record<string, fc.Arbitrary<unknown>>; readonly optional: Record<string, fc.Arbitrary<unknown>> } => kind.startsWith("student")
  ? { required: { blended: fc.boolean(), eqfLevels: any(fc.integer({ min: 1, max: 8 })) }, optional: { totalMonthsPerYear: decimal } }
  : { required: {}, optional: { totalDaysPerYear: decimal } };

const conditionOf = (kind: MobilityKind): fc.Arbitrary<Condition> => {
  const { required, optional } = ofKind(kind);
  const needsSkill = kind === "student-studies" || kind === "staff-teacher";
  return partly({
    kind: fc.constant(kind), sendingHeiId: hei, sendingContacts: any(anyContact), receivingHeiId: hei, receivingContacts: any(anyContact),
    firstAcademicYear: academicYear, lastAcademicYear: academicYear, mobilitiesPerYear: fc.integer({ min: 1 }),
    languageSkills: needsSkill ? some(skill) : any(skill), subjectAreas: any(subjectArea), ...required,
  }, { sendingOunitId: id, receivingOunitId: id, otherInfoTerms: anyText, mobilitiesNotYetDefined: fc.constant(true as const), ...optional }) as unknown as fc.Arbitrary<Condition>;
};

const party = (heiId: HeiId) => partly({ heiId: fc.constant(heiId), contacts: any(anyContact) }, {
  ounitId: id, iiaId: id.map(iiaId), iiaCode: anyText, signingContact: anyContact, signingDate: fc.constantFrom("2026-02-28", "2024-02-29Z"),
});

export const anyCopy: fc.Arbitrary<AgreementCopy> = partly({
  owner: party(US), partner: party(P), inEffect: fc.boolean(), terminatedAsAWhole: fc.boolean(),
  conditions: fc.tuple(...MOBILITY_KINDS.map((kind) => any(conditionOf(kind)))).map((groups) => groups.flat()),
}, { pdfFileId: anyText });
