import type { IncomingLa } from "../../domain/learning-agreements/incoming.js";
import { type OutgoingLa, servedDocument, versionsOf } from "../../domain/learning-agreements/outgoing.js";
import { type IncomingLaStatus, incomingStatus, isApproved } from "../../domain/learning-agreements/overview/standing.js";
import { fromJson, toJson } from "../sql/document.js";

export const toOutgoing = (row: { doc: string }): OutgoingLa => fromJson<OutgoingLa>(row.doc);
export const toIncoming = (row: { doc: string }): IncomingLa => fromJson<IncomingLa>(row.doc);

export const toOutgoingRow = (la: OutgoingLa) => {
  const versions = la.deletedAt ? [] : versionsOf(la);
  const approvedAt = versions.findIndex(({ outcome }) => outcome === "approved");
  return {
    hei_id: la.heiId, omobility_id: la.omobilityId, partner_hei_id: la.partnerHeiId, revision: la.revision, served: servedDocument(la) !== undefined,
    academic_year: la.details.receivingAcademicYear, mobility_type: la.mobilityType, global_id: la.details.student.globalId,
    versions: versions.length, modified: approvedAt >= 0 && approvedAt < versions.length - 1, latest: versions.at(-1)?.outcome ?? null,
    changed_at: la.changedAt, doc: toJson(la),
  };
};

export const toIncomingRow = (la: IncomingLa) => ({
  hei_id: la.heiId, partner_hei_id: la.partnerHeiId, omobility_id: la.omobilityId, revision: la.revision, academic_year: la.current.document.receivingAcademicYear,
  gone: la.goneAt !== undefined, some_approved: isApproved(la), latest: latestOf(la), changed_at: la.changedAt, doc: toJson(la),
});

/** The column holds what counts as a version; null stands for the status that lists call by this name. */
export const NO_VERSION = { outgoing: "draft", incoming: "withdrawn" } as const;

const latestOf = (la: IncomingLa): Exclude<IncomingLaStatus, typeof NO_VERSION.incoming> | null => {
  const status = incomingStatus(la);
  return status === NO_VERSION.incoming ? null : status;
};
