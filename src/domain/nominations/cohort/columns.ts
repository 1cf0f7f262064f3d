import type { Columns } from "../../csv/columns.js";

/** The columns of a cohort file. */
export const COHORT_COLUMNS = {
  partner_hei_id: { field: "partnerHeiId", example: "uw.edu.pl", required: true },
  given_names: { field: "student.givenNames", example: "Ana María", required: true },
  family_name: { field: "student.familyNames", example: "Núñez", required: true },
  global_id: { field: "student.globalId", example: "urn:schac:personalUniqueCode:int:esi:example.edu:0042", required: true },
  birth_date: { field: "student.birthDate", example: "2004-05-31", required: true },
  nationality: { field: "student.nationality", example: "ES", required: true },
  gender: { field: "student.gender", example: "2", required: true },
  email: { field: "student.email", example: "ana@example.edu", required: true },
  receiving_academic_year: { field: "nomination.receivingAcademicYear", example: "2026/2027", required: true },
  academic_term: { field: "nomination.term", example: "2026/2027-1/2", required: false },
  activity: { field: "nomination.activity", example: "long-term", required: true },
  agreement_isced_f_code: { field: "nomination.agreementIscedFCode", example: "0314", required: true },
  eqf_level: { field: "nomination.eqfLevel", example: "6", required: true },
  nominee_isced_f_code: { field: "nomination.nomineeIscedFCode", example: "0314", required: true },
  sending_ounit_id: { field: "nomination.sendingOunitId", example: "", required: false },
  receiving_ounit_id: { field: "nomination.receivingOunitId", example: "", required: false },
  agreement_id: { field: "agreementId", example: "", required: false },
  comment: { field: "nomination.comment", example: "", required: false },
} as const satisfies Columns;
