import { createHash } from "node:crypto";
import type { NominationStatus, Omobility, ReceivedNomination, ToldContent } from "../../../domain/nominations/model.js";
import type { OlderFacts, OlderStatus } from "../../../domain/nominations/older-facts.js";
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import { fromWireAddress } from "../../common/contact.js";
import type { WireStudentMobility } from "./documents.js";

/** Between a nomination and the older `student-mobility` element (PROTOCOL 5.12). Pure and total. */

/** Our nomination as the partner reads it; `progress` is how far an approved one is. Field of the condition, comment and proposal id have no place. */
export const toWireMobility = ({ id, heiId, partnerHeiId, student, proposal: { content }, status }: Omobility, progress?: "live" | "recognized"): WireStudentMobility => ({
  omobilityId: id,
  sendingHei: { heiId, ...given({ ounitId: content.sendingOunitId, iiaId: content.sendingIiaId }) },
  receivingHei: { heiId: partnerHeiId, ...given({ ounitId: content.receivingOunitId, iiaId: content.receivingIiaId }) },
  ...(content.term === undefined ? { nonStandardMobilityPeriod: {} } : { sendingAcademicTermEwpId: content.term }),
  receivingAcademicYearId: content.receivingAcademicYear,
  student: { ...omit(student, "nationality"), citizenship: student.nationality, photos: [], phoneNumbers: [] },
  status: status === "cancelled" ? "cancelled" : progress ?? "nomination",
  activityType: "student-studies",
  activityAttributes: content.activity,
  eqfLevelStudiedAtDeparture: content.eqfLevel,
  nomineeIscedFCode: content.nomineeIscedFCode,
  languageSkills: [],
  requirements: [],
});

/** A partner's nomination in our words; what only the older workflow tells stays beside it. */
export const fromWireMobility = (wire: WireStudentMobility): ReceivedNomination => {
  const { givenNames, familyNames, globalId, birthDate, citizenship, gender, email } = wire.student;
  const content = contentOf(wire);
  return {
    student: { givenNames, familyNames, globalId, ...given({ birthDate, nationality: citizenship, gender, email }) },
    proposal: { id: idOf(content), content },
    status: STATUS[wire.status],
    older: factsOf(wire),
  };
};

/** Who goes ahead was accepted: from then on the verdict does not matter (PROTOCOL 6.4.6). */
const STATUS = { nomination: "pending", live: "approved", recognized: "approved", cancelled: "cancelled" } as const satisfies Record<OlderStatus, NominationStatus>;

const contentOf = (wire: WireStudentMobility): ToldContent => ({
  receivingAcademicYear: wire.receivingAcademicYearId,
  activity: wire.activityAttributes,
  ...given({
    sendingOunitId: wire.sendingHei.ounitId, receivingOunitId: wire.receivingHei.ounitId, sendingIiaId: wire.sendingHei.iiaId, receivingIiaId: wire.receivingHei.iiaId,
    term: wire.sendingAcademicTermEwpId, eqfLevel: wire.eqfLevelStudiedAtDeparture, nomineeIscedFCode: wire.nomineeIscedFCode,
  }),
});

/** Stands for the content: another content is another proposal, so that no verdict is taken for one about something else. */
const idOf = (content: ToldContent): string =>
  `v2-${createHash("sha256").update(JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)))).digest("hex").slice(0, 32)}`;

const factsOf = (wire: WireStudentMobility): OlderFacts => {
  const { student: { photos, phoneNumbers, streetAddress, mailingAddress } } = wire;
  return {
    status: wire.status, activityType: wire.activityType, languageSkills: wire.languageSkills, requirements: wire.requirements, photos, phoneNumbers,
    ...given({
      plannedArrival: wire.plannedArrivalDate, plannedDeparture: wire.plannedDepartureDate, eqfLevelAtNomination: wire.eqfLevelStudiedAtNomination,
      streetAddress: streetAddress && fromWireAddress(streetAddress), mailingAddress: mailingAddress && fromWireAddress(mailingAddress),
    }),
  };
};
