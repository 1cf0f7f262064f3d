/** Who a student is and for which year she came, as the sending institution told us. */
import { given } from "../../../kernel/given.js";
import { inEnglish } from "../../../kernel/lang-text.js";
import type { IncomingLa } from "../../learning-agreements/incoming.js";
import type { Imobility } from "../../nominations/model.js";
import type { KnownMobility } from "./model.js";

/** Undefined while the agreement does not name the student. */
export const ofLearningAgreement = ({ current: { document: { student, receivingAcademicYear } } }: IncomingLa): KnownMobility | undefined => {
  const { givenNames, familyName, globalId, birthDate, citizenship, gender } = student;
  if (givenNames === undefined || familyName === undefined) return undefined;
  return { learner: { givenNames, familyName, ...given({ esi: globalId, birthDate, citizenship, gender }) }, academicYearId: receivingAcademicYear };
};

/** Undefined for one with faults: it is not acted upon. */
export const ofNomination = ({ current: { student, proposal, faults } }: Imobility): KnownMobility | undefined => {
  if (faults.length > 0) return undefined;
  const { givenNames, familyNames, globalId, birthDate, nationality, gender } = student;
  return { learner: { givenNames: inEnglish(givenNames), familyName: inEnglish(familyNames), esi: globalId, ...given({ birthDate, citizenship: nationality, gender }) }, academicYearId: proposal.content.receivingAcademicYear };
};
