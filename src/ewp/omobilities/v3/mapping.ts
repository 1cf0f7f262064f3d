import type { NominationContent, Omobility, ReceivedNomination } from "../../../domain/nominations/model.js";
import type { Student } from "../../../domain/mobilities/student.js";
import { given } from "../../../kernel/given.js";
import type { WireNomination, WireStudent, WireStudentMobility } from "./documents.js";

/** Between a nomination and the `student-mobility` element (PROTOCOL 5.13). Pure and total. */

/** Our nomination as the partner reads it. */
export const toWireMobility = ({ id, heiId, partnerHeiId, student, proposal, status }: Omobility): WireStudentMobility => ({
  omobilityId: id,
  student: toWireStudent(student),
  nomination: { proposalId: proposal.id, ...toWireContent(proposal.content, heiId, partnerHeiId) },
  status,
});

const toWireStudent = ({ givenNames, familyNames, globalId, birthDate, nationality, gender, email }: Student): WireStudent =>
  ({ givenNames, familyNames, globalId, birthDate, nationality, gender, email });

const toWireContent = (content: NominationContent, sending: Omobility["heiId"], receiving: Omobility["heiId"]): Omit<WireNomination, "proposalId"> => ({
  sendingHei: { heiId: sending, ...given({ ounitId: content.sendingOunitId, iiaId: content.sendingIiaId }) },
  receivingHei: { heiId: receiving, ...given({ ounitId: content.receivingOunitId, iiaId: content.receivingIiaId }) },
  ...(content.term === undefined ? { nonStandardMobilityPeriod: {} } : { sendingAcademicTermEwpId: content.term }),
  receivingAcademicYearId: content.receivingAcademicYear,
  activityType: "student-studies",
  activityAttributes: content.activity,
  agreementIscedFCode: content.agreementIscedFCode,
  eqfLevelStudiedAtDeparture: content.eqfLevel,
  nomineeIscedFCode: content.nomineeIscedFCode,
  ...given({ comment: content.comment }),
});

/** A partner's nomination in our words. */
export const fromWireMobility = ({ student, nomination, status }: WireStudentMobility): ReceivedNomination => ({
  student: { ...student },
  proposal: {
    id: nomination.proposalId,
    content: {
      receivingAcademicYear: nomination.receivingAcademicYearId, activity: nomination.activityAttributes, agreementIscedFCode: nomination.agreementIscedFCode,
      eqfLevel: nomination.eqfLevelStudiedAtDeparture, nomineeIscedFCode: nomination.nomineeIscedFCode,
      ...given({
        sendingOunitId: nomination.sendingHei.ounitId, receivingOunitId: nomination.receivingHei.ounitId, sendingIiaId: nomination.sendingHei.iiaId,
        receivingIiaId: nomination.receivingHei.iiaId, term: nomination.sendingAcademicTermEwpId, comment: nomination.comment,
      }),
    },
  },
  status,
});
