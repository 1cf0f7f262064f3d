import type { Omobility } from "./model.js";

/** What an office calls it: a pending nomination counts as delivered once the partner has it (PROTOCOL 6.4.2). */
export type OmobilityStatus = "draft" | "pending" | "delivered" | "approved" | "rejected" | "cancelled";

export const statusOf = ({ stage, status, delivered }: Pick<Omobility, "stage" | "status" | "delivered">): OmobilityStatus =>
  stage === "draft" && status !== "cancelled" ? "draft" : status === "pending" && delivered ? "delivered" : status;
