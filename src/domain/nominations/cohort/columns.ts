/** The columns of a cohort file: the one place that names them, from which template, reading and hints follow. */

/** Column, the field of a nomination that it gives, and an example. */
export const COLUMNS = {
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
} as const satisfies Record<string, { readonly field: string; readonly example: string; readonly required: boolean }>;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly Column[];

/** The column that a broken rule is about; the field itself where none is. */
export const columnOf = (field: string): string => COLUMN_NAMES.find((name) => COLUMNS[name].field === field) ?? field;

/** A file with the header and one line that shows how, to be overwritten. Starts with a mark, so that spreadsheets read it as UTF-8. */
export const template = (): string => `\uFEFF${COLUMN_NAMES.join(",")}\r\n${COLUMN_NAMES.map((name) => COLUMNS[name].example).join(",")}\r\n`;
