import { many, one, optional, struct } from "../schema.js";
import { academicYear, date, integer, pattern } from "../scalars.js";
import { langText } from "./common.js";
import { ACADEMIC_TERM_V1_NS, ACADEMIC_TERM_V2_NS } from "./namespaces.js";

/** EwpAcademicTermId: the year, which of how many terms. */
export const ewpTermId = pattern("an academic term like 2025/2026-1/2", /^\d{4}\/\d{4}-[1-9]\/[1-9]$/);

/** A term within any year: the first of two is a winter semester. The number must not exceed the total (PROTOCOL 1.7). */
export const termId = struct(ACADEMIC_TERM_V2_NS, {
  termNumber: one("term-number", integer),
  totalTerms: one("total-terms", integer),
});

const nameAndDates = {
  displayNames: many("display-name", langText, { min: 1 }),
  startDate: one("start-date", date),
  endDate: one("end-date", date),
};

/** AcademicTerm of the courses APIs. */
export const academicTermV1 = struct(ACADEMIC_TERM_V1_NS, {
  academicYearId: one("academic-year-id", academicYear),
  ewpId: optional("ewp-id", ewpTermId),
  ...nameAndDates,
});

/** AcademicTerm of the newer APIs. */
export const academicTermV2 = struct(ACADEMIC_TERM_V2_NS, {
  academicYearId: one("academic-year-id", academicYear),
  termId: one("term-id", termId),
  ...nameAndDates,
});
