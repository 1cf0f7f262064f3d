import type { WireNomination, WireStudentMobility } from "../../../ewp/omobilities/v3/documents.js";
import type { WireComponent, WireLa, WireMobilityInstitution, WireSignature, WireSignedComponents } from "../../../ewp/omobility-las/v1/documents.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";

/** Whose student goes where, and under which id. */
export interface Mobility {
  readonly id: OmobilityId;
  readonly from: HeiId;
  readonly to: HeiId;
  readonly proposalId: string;
}

/** In the years that agreements of the sandbox are about. */
const YEAR = "2028/2029";
const FIELD = "0613";
const OTHER_FIELD = "0541";
/** Nobody of this name exists. */
const STUDENT = { birthDate: "2007-03-14", gender: 2, email: "ingrid.falkenhayn@student.example" } as const;
const [GIVEN_NAMES, FAMILY_NAME, COUNTRY] = ["Ingrid", "Falkenhayn", "NO"] as const;
const globalIdAt = (heiId: HeiId): string => `urn:schac:personalUniqueCode:int:esi:${heiId}:1`;

/** What a partner nominates by itself. */
export const usualNomination = ({ id, from, to, proposalId }: Mobility): WireStudentMobility => ({
  omobilityId: id,
  student: { ...STUDENT, givenNames: [{ text: GIVEN_NAMES }], familyNames: [{ text: FAMILY_NAME }], globalId: globalIdAt(from), nationality: COUNTRY },
  nomination: {
    proposalId, sendingHei: { heiId: from }, receivingHei: { heiId: to }, sendingAcademicTermEwpId: `${YEAR}-1/2`, receivingAcademicYearId: YEAR,
    activityType: "student-studies", activityAttributes: "long-term", agreementIscedFCode: FIELD, eqfLevelStudiedAtDeparture: 6, nomineeIscedFCode: FIELD,
  },
  status: "pending",
});

/** The same nomination for a student of another field. */
export const inOtherField = (nomination: WireNomination): WireNomination => ({ ...nomination, nomineeIscedFCode: OTHER_FIELD });

/** How the people of a partner sign; nothing in the protocol depends on the moment. */
export const signatureOf = (signerName: string): WireSignature =>
  ({ signerName, signerPosition: "Coordinator", signerEmail: "coordinator@partner.example", timestamp: "2028-05-02T10:00:00Z", signerApp: "Scripted partner" });

const component = (title: string): WireComponent => ({ title, termId: { termNumber: 1, totalTerms: 2 }, credits: [{ scheme: "ects", value: "6" }] });
const tables = (title: string): WireSignedComponents => ({
  componentsStudied: { components: [component(title)] }, componentsRecognized: { components: [component(title)] },
  studentSignature: signatureOf(`${GIVEN_NAMES} ${FAMILY_NAME}`), sendingHeiSignature: signatureOf("Sigrid Sender"),
});
const institution = (heiId: HeiId): WireMobilityInstitution => ({ heiId, ounitName: "Faculty of Science", contactPerson: { givenNames: "International", familyName: "Office", email: `office@${heiId}` } });

/** What a partner proposes by itself: the first version of a learning agreement with one course. */
export const usualLa = ({ id, from, to, proposalId }: Mobility, course: string): WireLa => ({
  omobilityId: id, sendingHei: institution(from), receivingHei: institution(to), receivingAcademicYearId: YEAR,
  student: { ...STUDENT, givenNames: GIVEN_NAMES, familyName: FAMILY_NAME, globalId: globalIdAt(from), citizenship: COUNTRY },
  startDate: "2028-09-15", endDate: "2029-01-31", eqfLevelStudiedAtDeparture: 6, iscedFCode: FIELD, studentLanguageSkill: { language: "en", cefrLevel: "B2" },
  changesProposal: { id: proposalId, ...tables(course) },
});
