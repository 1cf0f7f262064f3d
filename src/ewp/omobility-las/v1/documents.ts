/** Outgoing mobility learning agreements 1.2: get, index, update and stats (PROTOCOL 5.17). */
import { isAsciiId, isLoiId, isLosId } from "../../../kernel/ids.js";
import { document, type DocumentOf, attribute, choosing, many, one, optional, optionalAttribute, type Scalar, struct, type ValueOf } from "../../../xml/schema.js";
import {
  academicYear, asciiId, cefrLevelOrNative, country, date, dateTime, decimal, email, enumeration, eqfLevel, gender, gYearMonth, heiId, http, integer,
  languageTag, omobilityId, personal, string, textual,
} from "../../../xml/scalars.js";
import { langText } from "../../../xml/types/common.js";
import { EWP_NS, PHONE_NS } from "../../../xml/types/namespaces.js";
import { phoneNumber } from "../../../xml/types/phone.js";
import { termId } from "../../../xml/types/academic-term.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-las/blob/stable-v1/endpoints";
const GET = `${SPEC}/get-response.xsd`;
const UPDATE = `${SPEC}/update-request.xsd`;

/** What may grow is read whatever it says, and only what is known is written (PROTOCOL 1.5). */
const growing = (expected: string, known: (text: string) => boolean, accepts: (text: string) => boolean = () => true): Scalar<string> => ({
  ...textual(expected, accepts), write: (value) => (known(value) ? value : undefined),
});
const losId = growing("a specification id like CR/17", isLosId, isAsciiId);
const loiId = growing("an instance id like CRI/17", isLoiId, isAsciiId);
export const REASON_CODES = ["not-available", "language-mismatch", "timetable-conflict", "substituting-deleted", "extending-mobility", "adding-virtual-component"] as const;
const reasonCode = growing(`a reason code, one of ${REASON_CODES.join(", ")}`, (text) => REASON_CODES.some((code) => code === text));

const contactPerson = struct(GET, {
  givenNames: one("given-names", string),
  familyName: one("family-name", string),
  email: one("email", email),
  phoneNumber: optional("phone-number", phoneNumber, { ns: PHONE_NS }),
});

const mobilityInstitution = struct(GET, {
  heiId: one("hei-id", heiId),
  ounitName: optional("ounit-name", string),
  ounitId: optional("ounit-id", asciiId),
  contactPerson: one("contact-person", contactPerson),
});

/** All of it is required of the student, and any of it may be absent where a proposal lists what changed. */
const student = struct(GET, {
  givenNames: optional("given-names", string),
  familyName: optional("family-name", string),
  globalId: optional("global-id", string),
  birthDate: optional("birth-date", personal(date)),
  citizenship: optional("citizenship", personal(country)),
  gender: optional("gender", personal(gender)),
  email: optional("email", email),
});

const component = struct(GET, {
  status: optionalAttribute("status", enumeration("inserted", "deleted")),
  reasonCode: optionalAttribute("reason-code", reasonCode),
  reasonText: optionalAttribute("reason-text", string),
  losId: optional("los-id", losId),
  losCode: optional("los-code", string),
  title: one("title", string),
  loiId: optional("loi-id", loiId),
  termId: optional("term-id", termId),
  credits: many("credit", struct(GET, { scheme: one("scheme", string), value: one("value", decimal) })),
  recognitionConditions: optional("recognition-conditions", string),
  shortDescription: optional("short-description", string),
});

const components = struct(GET, { components: many("component", component) });

/** Every part but the time is absent where the student signs, as a rule. */
const signature = struct(GET, {
  signerName: optional("signer-name", string),
  signerPosition: optional("signer-position", string),
  signerEmail: optional("signer-email", email),
  timestamp: one("timestamp", dateTime),
  signerApp: optional("signer-app", string),
});

const listOfComponents = {
  componentsStudied: optional("components-studied", components),
  componentsRecognized: optional("components-recognized", components),
  virtualComponents: optional("virtual-components", components),
  blendedMobilityComponents: optional("blended-mobility-components", components),
  shortTermDoctoralComponents: optional("short-term-doctoral-components", components),
  studentSignature: one("student-signature", signature),
  sendingHeiSignature: one("sending-hei-signature", signature),
  receivingHeiSignature: optional("receiving-hei-signature", signature),
};
const signedComponents = struct(GET, listOfComponents);
const changesProposal = struct(GET, { id: attribute("id", string), ...listOfComponents, student: optional("student", student) });

const la = choosing(
  struct(GET, {
    omobilityId: one("omobility-id", omobilityId),
    sendingHei: one("sending-hei", mobilityInstitution),
    receivingHei: one("receiving-hei", mobilityInstitution),
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    student: one("student", student),
    startDate: optional("start-date", date),
    startYearMonth: optional("start-year-month", gYearMonth),
    endDate: optional("end-date", date),
    endYearMonth: optional("end-year-month", gYearMonth),
    eqfLevelStudiedAtDeparture: one("eqf-level-studied-at-departure", eqfLevel),
    iscedFCode: one("isced-f-code", string),
    iscedClarification: optional("isced-clarification", string),
    studentLanguageSkill: one("student-language-skill", struct(GET, { language: one("language", languageTag), cefrLevel: one("cefr-level", cefrLevelOrNative) })),
    firstVersion: optional("first-version", signedComponents),
    approvedChanges: optional("approved-changes", signedComponents),
    changesProposal: optional("changes-proposal", changesProposal),
    learningOutcomesUrl: optional("learning-outcomes-url", http),
    provisionsUrl: optional("provisions-url", http),
  }),
  ["startDate", "startYearMonth"], ["endDate", "endYearMonth"],
);

export type WireLa = ValueOf<typeof la>;
export type WireMobilityInstitution = ValueOf<typeof mobilityInstitution>;
export type WireLaStudent = ValueOf<typeof student>;
export type WireComponent = ValueOf<typeof component>;
export type WireSignature = ValueOf<typeof signature>;
export type WireSignedComponents = ValueOf<typeof signedComponents>;

export const getResponse = document(GET, "omobility-las-get-response", { las: many("la", la) });
export const indexResponse = document(`${SPEC}/index-response.xsd`, "omobility-las-index-response", { omobilityIds: many("omobility-id", omobilityId) });

const proposalRef = { omobilityId: one("omobility-id", omobilityId), changesProposalId: one("changes-proposal-id", string) };

/** What the receiving institution says of a proposal: exactly one of the two. The children of `signature` are those of `get` (PROTOCOL 0.2). */
export const updateRequest = document(UPDATE, "omobility-las-update-request", choosing(
  struct(UPDATE, {
    sendingHeiId: one("sending-hei-id", asciiId),
    approveProposalV1: optional("approve-proposal-v1", struct(UPDATE, { ...proposalRef, signature: one("signature", signature) })),
    commentProposalV1: optional("comment-proposal-v1", struct(UPDATE, { ...proposalRef, comment: one("comment", string), signature: one("signature", signature) })),
  }),
  ["approveProposalV1", "commentProposalV1"],
));
export type UpdateRequest = DocumentOf<typeof updateRequest>;

export const updateResponse = document(`${SPEC}/update-response.xsd`, "omobility-las-update-response", {
  successUserMessages: many("success-user-message", langText, { ns: EWP_NS }),
});

export const statsResponse = document(`${SPEC}/stats-response.xsd`, "las-outgoing-stats-response", {
  years: many("academic-year-la-stats", struct(`${SPEC}/stats-response.xsd`, {
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    total: one("la-outgoing-total", integer),
    notModifiedAfterApproval: one("la-outgoing-not-modified-after-approval", integer),
    modifiedAfterApproval: one("la-outgoing-modified-after-approval", integer),
    latestVersionApproved: one("la-outgoing-latest-version-approved", integer),
    latestVersionRejected: one("la-outgoing-latest-version-rejected", integer),
    latestVersionAwaiting: one("la-outgoing-latest-version-awaiting", integer),
  })),
});
