import { academicYearsAround } from "../../../data/academic-years.js";
import type { TermsCondition } from "../terms.js";

/** A condition to begin with: our students go to the partner, from the coming year on. */
export const newCondition = (sendingHeiId: string, receivingHeiId: string): TermsCondition => {
  const [first = "", , last = ""] = academicYearsAround(-1, 3);
  return {
    kind: "student-studies", sendingHeiId, receivingHeiId, firstAcademicYear: first, lastAcademicYear: last, mobilitiesPerYear: 2, blended: false,
    sendingContacts: [], receivingContacts: [], languageSkills: [{ language: "en", cefrLevel: "B2" }], subjectAreas: [],
  };
};
