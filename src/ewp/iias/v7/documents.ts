/** IIAs v7: get, index and stats (PROTOCOL 5.8). The `iia-hash` is taken over what these write (hash.ts). */
import { content, document, type DocumentOf, many, one, optional, optionalAttribute, struct, type ValueOf } from "../../../xml/schema.js";
import {
  academicYear, asciiId, boolean, cefrLevel, date, eqfLevel, heiId, iiaId, integer, languageTag, pattern, positiveDecimal, positiveInteger,
  sha256Hex, string, tolerating,
} from "../../../xml/scalars.js";
import { contact, contacts } from "../../../xml/types/contact.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v7/endpoints";
const GET = `${SPEC}/get-response.xsd`;

/** Only on agreements approved under an older version and not changed since; if present, true. */
const notYetDefined = optionalAttribute("not-yet-defined", boolean);

const subjectArea = struct(GET, {
  iscedFCode: one("isced-f-code", struct(GET, {
    text: content(tolerating(pattern("an ISCED-F code of 4 digits", /^[0-9]{4}$/), "short-isced-code", (code) => (/^[0-9]{1,3}$/.test(code) ? code : undefined))),
    v6Value: optionalAttribute("v6-value", pattern("the 1 to 3 digits of the v6 code", /^[0-9]{1,3}$/)),
  })),
  iscedClarification: optional("isced-clarification", string),
});

const languageSkill = struct(GET, {
  notYetDefined,
  language: one("language", languageTag),
  cefrLevel: optional("cefr-level", cefrLevel),
  subjectArea: optional("subject-area", subjectArea),
});

const main = {
  sendingHeiId: one("sending-hei-id", heiId),
  sendingOunitId: optional("sending-ounit-id", asciiId),
  sendingContacts: many("sending-contact", contact),
  receivingHeiId: one("receiving-hei-id", heiId),
  receivingOunitId: optional("receiving-ounit-id", asciiId),
  receivingContacts: many("receiving-contact", contact),
  receivingFirstAcademicYearId: one("receiving-first-academic-year-id", academicYear),
  receivingLastAcademicYearId: one("receiving-last-academic-year-id", academicYear),
  mobilitiesPerYear: one("mobilities-per-year", struct(GET, { value: content(positiveInteger), notYetDefined })),
};
const additional = {
  subjectAreas: many("subject-area", subjectArea),
  otherInfoTerms: optional("other-info-terms", string),
};
const student = {
  totalMonthsPerYear: optional("total-months-per-year", positiveDecimal),
  blended: one("blended", boolean),
  eqfLevels: many("eqf-level", eqfLevel),
};
const staff = { totalDaysPerYear: optional("total-days-per-year", positiveDecimal) };
const skills = (min: number) => ({ recommendedLanguageSkills: many("recommended-language-skill", languageSkill, { min, fewer: "missing-language" }) });

const studentStudiesMobilitySpec = struct(GET, { ...main, ...skills(1), ...additional, ...student });
const studentTraineeshipMobilitySpec = struct(GET, { ...main, ...skills(0), ...additional, ...student });
const staffTeacherMobilitySpec = struct(GET, { ...main, ...skills(1), ...additional, ...staff });
const staffTrainingMobilitySpec = struct(GET, { ...main, ...skills(0), ...additional, ...staff });

const cooperationConditions = struct(GET, {
  terminatedAsAWhole: optionalAttribute("terminated-as-a-whole", boolean),
  studentStudiesMobilitySpecs: many("student-studies-mobility-spec", studentStudiesMobilitySpec),
  studentTraineeshipMobilitySpecs: many("student-traineeship-mobility-spec", studentTraineeshipMobilitySpec),
  staffTeacherMobilitySpecs: many("staff-teacher-mobility-spec", staffTeacherMobilitySpec),
  staffTrainingMobilitySpecs: many("staff-training-mobility-spec", staffTrainingMobilitySpec),
});

/** The first partner is the serving HEI; its `iiaId` and `iiaCode` must be there, though the schema lets them out. */
const partner = struct(GET, {
  heiId: one("hei-id", heiId),
  ounitId: optional("ounit-id", asciiId),
  iiaId: optional("iia-id", iiaId),
  iiaCode: optional("iia-code", string),
  signingContact: optional("signing-contact", contact),
  signingDate: optional("signing-date", date),
  contacts,
});

const iia = struct(GET, {
  partners: many("partner", partner, { min: 2, max: 2 }),
  inEffect: one("in-effect", boolean),
  cooperationConditions: one("cooperation-conditions", cooperationConditions),
  iiaHash: one("iia-hash", sha256Hex),
  pdfFile: optional("pdf-file", string),
});

export type WireIia = ValueOf<typeof iia>;
export type WirePartner = ValueOf<typeof partner>;
export type WireConditions = ValueOf<typeof cooperationConditions>;
export type WireStudentStudiesSpec = ValueOf<typeof studentStudiesMobilitySpec>;
export type WireStudentTraineeshipSpec = ValueOf<typeof studentTraineeshipMobilitySpec>;
export type WireStaffTeacherSpec = ValueOf<typeof staffTeacherMobilitySpec>;
export type WireStaffTrainingSpec = ValueOf<typeof staffTrainingMobilitySpec>;
export type WireLanguageSkill = ValueOf<typeof languageSkill>;
export type WireSubjectArea = ValueOf<typeof subjectArea>;

export const getResponse = document(GET, "iias-get-response", { iias: many("iia", iia) });
export type GetResponse = DocumentOf<typeof getResponse>;

export const indexResponse = document(`${SPEC}/index-response.xsd`, "iias-index-response", { iiaIds: many("iia-id", iiaId) });
export type IndexResponse = DocumentOf<typeof indexResponse>;

export const statsResponse = document(`${SPEC}/stats-response.xsd`, "iias-stats-response", {
  iiaFetchable: one("iia-fetchable", integer),
  iiaLocalUnapprovedPartnerApproved: one("iia-local-unapproved-partner-approved", integer),
  iiaLocalApprovedPartnerUnapproved: one("iia-local-approved-partner-unapproved", integer),
  iiaBothApproved: one("iia-both-approved", integer),
});
export type StatsResponse = DocumentOf<typeof statsResponse>;
