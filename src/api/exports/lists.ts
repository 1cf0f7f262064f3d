/** Lists that can be had as files: the operation that gives them, and their columns as paths into its items. A new one is a row. */
export const EXPORTED = {
  agreements: {
    operation: "listAgreements", scope: "agreements:read",
    columns: ["id", "partnerHeiId", "partnerName", "iiaCode", "partnerIiaId", "partnerIiaCode", "stage", "status", "turn", "nextStep", "firstAcademicYear", "lastAcademicYear", "terminated", "hash", "partnerHash", "createdAt", "changedAt"],
  },
  "outgoing-nominations": {
    operation: "listOutgoing", scope: "mobilities:read",
    columns: ["id", "partnerHeiId", "partnerName", "status", "turn", "nextStep", "student.givenNames", "student.familyNames", "student.globalId", "student.birthDate", "student.nationality", "student.gender", "student.email",
      "nomination.receivingAcademicYear", "nomination.term", "nomination.activity", "nomination.agreementIscedFCode", "nomination.eqfLevel", "nomination.nomineeIscedFCode", "nomination.sendingOunitId", "nomination.receivingOunitId",
      "nomination.sendingIiaId", "nomination.receivingIiaId", "nomination.comment", "stay.arrival", "stay.departure", "createdAt", "changedAt"],
  },
  "incoming-nominations": {
    operation: "listIncomingNominations", scope: "mobilities:read",
    columns: ["id", "partnerHeiId", "partnerName", "status", "turn", "nextStep", "current.student.givenNames", "current.student.familyNames", "current.student.globalId", "current.student.birthDate", "current.student.nationality",
      "current.student.gender", "current.student.email", "current.nomination.receivingAcademicYear", "current.nomination.term", "current.nomination.activity", "current.nomination.agreementIscedFCode", "current.nomination.eqfLevel",
      "current.nomination.nomineeIscedFCode", "current.nomination.sendingOunitId", "current.nomination.receivingOunitId", "current.nomination.comment", "stay.arrival", "stay.departure", "createdAt", "changedAt"],
  },
  "outgoing-learning-agreements": {
    operation: "listOutgoingLas", scope: "mobilities:read",
    columns: ["omobilityId", "partnerHeiId", "partnerName", "studentName", "status", "turn", "nextStep", "receivingAcademicYear", "mobilityType", "changedAt"],
  },
  "incoming-learning-agreements": {
    operation: "listIncomingLas", scope: "mobilities:read",
    columns: ["omobilityId", "partnerHeiId", "partnerName", "studentName", "status", "turn", "nextStep", "receivingAcademicYear", "mobilityType", "answerState", "answerReason", "problems", "isRestarted", "changedAt", "goneAt"],
  },
  "outgoing-transcripts": {
    operation: "listOutgoingTranscripts", scope: "mobilities:read",
    columns: ["omobilityId", "partnerHeiId", "partnerName", "studentName", "status", "version", "academicYearId", "results", "createdAt", "changedAt"],
  },
  "incoming-transcripts": {
    operation: "listIncomingTranscripts", scope: "mobilities:read",
    columns: ["omobilityId", "partnerHeiId", "partnerName", "studentName", "status", "version", "academicYearId", "waiting", "refusals", "receivedAt", "goneAt"],
  },
  deliveries: {
    operation: "listDeliveries", scope: "network:read",
    columns: ["id", "kind", "partnerHeiId", "objectId", "state", "attempts", "dueAt", "createdAt", "endedAt", "reason", "exchangeId"],
  },
  seats: {
    operation: "getSeats", scope: "mobilities:read",
    columns: ["partnerHeiId", "agreementId", "condition", "academicYear", "iscedFCodes", "eqfLevels", "blended", "agreed", "nominated", "approved", "left"],
  },
  partners: { operation: "listPartners", scope: "partners:read", columns: ["heiId", "names", "covered", "readyForAgreements", "apis"] },
} as const;

export type ExportedList = keyof typeof EXPORTED;
