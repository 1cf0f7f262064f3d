import { type AgreementCopy, type Condition, type LanguageSkill, MOBILITY_KINDS, type MobilityKind, type Party, type SubjectArea } from "../../../domain/agreements/model.js";
import { given } from "../../../kernel/given.js";
import type { Sha256Hex } from "../../../kernel/ids.js";
import { fromWireContact, toWireContact } from "../../common/contact.js";
import type { WireConditions, WireIia, WireLanguageSkill, WirePartner, WireSubjectArea } from "./documents.js";

/** Between our copy of an agreement and the `iia` element (PROTOCOL 5.8). Pure and total. */

const LIST_OF = {
  "student-studies": "studentStudiesMobilitySpecs",
  "student-traineeship": "studentTraineeshipMobilitySpecs",
  "staff-teacher": "staffTeacherMobilitySpecs",
  "staff-training": "staffTrainingMobilitySpecs",
} as const satisfies Record<MobilityKind, keyof WireConditions>;

type StudentSpec = WireConditions["studentStudiesMobilitySpecs"][number];
type StaffSpec = WireConditions["staffTeacherMobilitySpecs"][number];
type AnySpec = StudentSpec | StaffSpec;

const toWireSubjectArea = (area: SubjectArea): WireSubjectArea => ({
  iscedFCode: { text: area.iscedFCode, ...given({ v6Value: area.v6Value }) },
  ...given({ iscedClarification: area.clarification }),
});
const fromWireSubjectArea = (area: WireSubjectArea): SubjectArea => ({
  iscedFCode: area.iscedFCode.text,
  ...given({ v6Value: area.iscedFCode.v6Value, clarification: area.iscedClarification }),
});

const toWireSkill = (skill: LanguageSkill): WireLanguageSkill => ({
  language: skill.language,
  ...given({ notYetDefined: skill.notYetDefined, cefrLevel: skill.cefrLevel, subjectArea: skill.subjectArea && toWireSubjectArea(skill.subjectArea) }),
});
const fromWireSkill = (skill: WireLanguageSkill): LanguageSkill => ({
  language: skill.language,
  ...given({
    cefrLevel: skill.cefrLevel,
    subjectArea: skill.subjectArea && fromWireSubjectArea(skill.subjectArea),
    notYetDefined: skill.notYetDefined ? (true as const) : undefined,
  }),
});

const commonSpec = (condition: Condition) => ({
  sendingHeiId: condition.sendingHeiId,
  sendingContacts: condition.sendingContacts.map(toWireContact),
  receivingHeiId: condition.receivingHeiId,
  receivingContacts: condition.receivingContacts.map(toWireContact),
  receivingFirstAcademicYearId: condition.firstAcademicYear,
  receivingLastAcademicYearId: condition.lastAcademicYear,
  mobilitiesPerYear: { value: condition.mobilitiesPerYear, ...given({ notYetDefined: condition.mobilitiesNotYetDefined }) },
  recommendedLanguageSkills: condition.languageSkills.map(toWireSkill),
  subjectAreas: condition.subjectAreas.map(toWireSubjectArea),
  ...given({ sendingOunitId: condition.sendingOunitId, receivingOunitId: condition.receivingOunitId, otherInfoTerms: condition.otherInfoTerms }),
});
const studentSpec = (condition: Condition): StudentSpec => ({
  ...commonSpec(condition),
  ...given({ totalMonthsPerYear: condition.totalMonthsPerYear }),
  blended: condition.blended ?? false,
  eqfLevels: condition.eqfLevels ?? [],
});
const staffSpec = (condition: Condition): StaffSpec => ({ ...commonSpec(condition), ...given({ totalDaysPerYear: condition.totalDaysPerYear }) });

const toWireConditions = ({ conditions, terminatedAsAWhole }: AgreementCopy): WireConditions => {
  const ofKind = (kind: MobilityKind) => conditions.filter((condition) => condition.kind === kind);
  return {
    ...given({ terminatedAsAWhole: terminatedAsAWhole || undefined }),
    studentStudiesMobilitySpecs: ofKind("student-studies").map(studentSpec),
    studentTraineeshipMobilitySpecs: ofKind("student-traineeship").map(studentSpec),
    staffTeacherMobilitySpecs: ofKind("staff-teacher").map(staffSpec),
    staffTrainingMobilitySpecs: ofKind("staff-training").map(staffSpec),
  };
};

const fromWireSpec = (kind: MobilityKind, spec: AnySpec): Condition => ({
  kind,
  sendingHeiId: spec.sendingHeiId,
  sendingContacts: spec.sendingContacts.map(fromWireContact),
  receivingHeiId: spec.receivingHeiId,
  receivingContacts: spec.receivingContacts.map(fromWireContact),
  firstAcademicYear: spec.receivingFirstAcademicYearId,
  lastAcademicYear: spec.receivingLastAcademicYearId,
  mobilitiesPerYear: spec.mobilitiesPerYear.value,
  languageSkills: spec.recommendedLanguageSkills.map(fromWireSkill),
  subjectAreas: spec.subjectAreas.map(fromWireSubjectArea),
  ...given({
    sendingOunitId: spec.sendingOunitId,
    receivingOunitId: spec.receivingOunitId,
    otherInfoTerms: spec.otherInfoTerms,
    mobilitiesNotYetDefined: spec.mobilitiesPerYear.notYetDefined ? (true as const) : undefined,
  }),
  ...("blended" in spec
    ? { blended: spec.blended, eqfLevels: spec.eqfLevels, ...given({ totalMonthsPerYear: spec.totalMonthsPerYear }) }
    : given({ totalDaysPerYear: (spec as StaffSpec).totalDaysPerYear })),
});

const toWireParty = (party: Party): WirePartner => ({
  heiId: party.heiId,
  contacts: party.contacts.map(toWireContact),
  ...given({
    ounitId: party.ounitId,
    iiaId: party.iiaId,
    iiaCode: party.iiaCode,
    signingContact: party.signingContact && toWireContact(party.signingContact),
    signingDate: party.signingDate,
  }),
});
const fromWireParty = (party: WirePartner): Party => ({
  heiId: party.heiId,
  contacts: party.contacts.map(fromWireContact),
  ...given({
    ounitId: party.ounitId,
    iiaId: party.iiaId,
    iiaCode: party.iiaCode,
    signingContact: party.signingContact && fromWireContact(party.signingContact),
    signingDate: party.signingDate,
  }),
});

/** Our copy as the partner reads it. */
export const toWireIia = (copy: AgreementCopy, hash: Sha256Hex): WireIia => ({
  partners: [toWireParty(copy.owner), toWireParty(copy.partner)],
  inEffect: copy.inEffect,
  cooperationConditions: toWireConditions(copy),
  iiaHash: hash,
  ...given({ pdfFile: copy.pdfFileId }),
});

/** A partner's copy in our words; its first partner is the partner. The reader has checked that there are two. */
export const fromWireIia = (iia: WireIia): AgreementCopy => {
  const [owner, partner] = iia.partners;
  if (!owner || !partner) throw new RangeError("an iia has two partners");
  return {
    owner: fromWireParty(owner),
    partner: fromWireParty(partner),
    inEffect: iia.inEffect,
    conditions: MOBILITY_KINDS.flatMap((kind) => iia.cooperationConditions[LIST_OF[kind]].map((spec) => fromWireSpec(kind, spec))),
    terminatedAsAWhole: iia.cooperationConditions.terminatedAsAWhole ?? false,
    ...given({ pdfFileId: iia.pdfFile }),
  };
};
