import type { Imobility, NominationStatus, Omobility } from "./model.js";
import { presentVerdict } from "./older.js";

/** What an office calls it: a pending nomination counts as delivered once the partner has it (PROTOCOL 6.4.2). */
export type OmobilityStatus = "draft" | "pending" | "delivered" | "approved" | "rejected" | "cancelled";

export const statusOf = ({ stage, status, delivered }: Pick<Omobility, "stage" | "status" | "delivered">): OmobilityStatus =>
  stage === "draft" && status !== "cancelled" ? "draft" : status === "pending" && delivered ? "delivered" : status;

/** The partner is the master of the status; in the older workflow we are, until the mobility goes ahead or is cancelled (PROTOCOL 6.4.6). */
export const incomingStatus = (known: Pick<Imobility, "current" | "verdicts">): NominationStatus => {
  const { current } = known;
  if (!current.older || current.status !== "pending") return current.status;
  const decision = presentVerdict(known)?.decision;
  return decision === undefined ? "pending" : decision === "approve" ? "approved" : "rejected";
};
