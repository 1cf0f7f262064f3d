/** Outgoing mobilities 3: nominations as the sending institution serves them, and what the receiving one decides (PROTOCOL 5.13). */
import { choosing, attribute, document, type DocumentOf, many, one, optional, struct, type ValueOf } from "../../../xml/schema.js";
import { academicYear, asciiId, country, date, email, enumeration, eqfLevel, gender, heiId, iiaId, omobilityId, pattern, personal, string } from "../../../xml/scalars.js";
import { ewpTermId } from "../../../xml/types/academic-term.js";
import { langText } from "../../../xml/types/common.js";
import { EWP_NS } from "../../../xml/types/namespaces.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v3/endpoints";
const GET = `${SPEC}/get-response.xsd`;
const UPDATE = `${SPEC}/update-request.xsd`;

const student = struct(GET, {
  givenNames: many("given-names", langText, { min: 1 }),
  familyNames: many("family-name", langText, { min: 1 }),
  globalId: one("global-id", personal(string)),
  birthDate: one("birth-date", personal(date)),
  nationality: one("nationality", personal(country)),
  gender: one("gender", personal(gender)),
  email: one("email", email),
});

const mobilityHei = struct(GET, { heiId: one("hei-id", heiId), ounitId: optional("ounit-id", asciiId), iiaId: optional("iia-id", iiaId) });
const iscedFCode = pattern("an ISCED-F code of 4 digits", /^[0-9]{4}$/);

const nomination = choosing(
  struct(GET, {
    proposalId: attribute("proposal-id", string),
    sendingHei: one("sending-hei", mobilityHei),
    receivingHei: one("receiving-hei", mobilityHei),
    sendingAcademicTermEwpId: optional("sending-academic-term-ewp-id", ewpTermId),
    nonStandardMobilityPeriod: optional("non-standard-mobility-period", struct(GET, {})),
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    activityType: one("activity-type", enumeration("student-studies")),
    activityAttributes: one("activity-attributes", enumeration("long-term", "short-term-blended", "short-term-doctoral")),
    agreementIscedFCode: one("agreement-isced-f-code", iscedFCode),
    eqfLevelStudiedAtDeparture: one("eqf-level-studied-at-departure", eqfLevel),
    nomineeIscedFCode: one("nominee-isced-f-code", iscedFCode),
    comment: optional("comment", string),
  }),
  ["sendingAcademicTermEwpId", "nonStandardMobilityPeriod"],
);

const studentMobility = struct(GET, {
  omobilityId: one("omobility-id", omobilityId),
  student: one("student", student),
  nomination: one("nomination", nomination),
  status: one("status", enumeration("pending", "approved", "rejected", "cancelled")),
});
export type WireStudentMobility = ValueOf<typeof studentMobility>;
export type WireStudent = ValueOf<typeof student>;
export type WireNomination = ValueOf<typeof nomination>;

export const getResponse = document(GET, "omobilities-get-response", { mobilities: many("student-mobility", studentMobility) });
export const indexResponse = document(`${SPEC}/index-response.xsd`, "omobilities-index-response", { omobilityIds: many("omobility-id", omobilityId) });

const proposalRef = { omobilityId: one("omobility-id", omobilityId), proposalId: one("proposal-id", string) };

/** What the receiving institution says of a proposal: exactly one of the two. */
export const updateRequest = document(UPDATE, "omobilities-update-request", choosing(
  struct(UPDATE, {
    approveProposalV1: optional("approve-proposal-v1", struct(UPDATE, proposalRef)),
    rejectProposalV1: optional("reject-proposal-v1", struct(UPDATE, { ...proposalRef, comment: one("comment", string) })),
  }),
  ["approveProposalV1", "rejectProposalV1"],
));
export type UpdateRequest = DocumentOf<typeof updateRequest>;

export const updateResponse = document(`${SPEC}/update-response.xsd`, "omobilities-update-response", {
  successUserMessages: many("success-user-message", langText, { ns: EWP_NS }),
});
