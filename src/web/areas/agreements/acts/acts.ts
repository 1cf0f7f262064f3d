import { api, dataOf } from "../../../data/api.js";
import type { Scope } from "../../../data/me.js";
import type { Agreement } from "../model.js";

/** Something that is done with one click and a confirmation. Its words are `acts.<name>` in the messages. */
export interface AgreementAct {
  readonly name: "send" | "withdraw-approval" | "unlink" | "revert" | "terminate" | "refresh" | "notify" | "delete";
  readonly scope: Scope;
  /** It makes sense as the agreement stands; the node has the last word. */
  readonly isOffered: (agreement: Agreement) => boolean;
  readonly isDanger?: boolean;
  /** Something that the person has to confirm first; its words are `acts.<name>.promise`. */
  readonly hasPromise?: boolean;
  readonly perform: (agreement: Agreement) => Promise<unknown>;
}

const isOver = ({ status }: Agreement): boolean => status === "terminated" || status === "deleted";
const isAsAgreed = ({ inForce, mine }: Agreement): boolean => inForce !== undefined && inForce.mine.hash === mine.hash;
const at = ({ heiId, id, revision }: Agreement) => ({ path: { heiId, agreementId: id }, header: { "If-Match": `"${revision}"` } });
const where = ({ heiId, id }: Agreement) => ({ path: { heiId, agreementId: id } });

/** In the order in which they are offered. To add one: a row, and its words. */
export const ACTS: readonly AgreementAct[] = [
  { name: "send", scope: "agreements:write", isOffered: ({ stage }) => stage === "draft", perform: (one) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/send", { params: at(one) })) },
  { name: "refresh", scope: "agreements:write", isOffered: (one) => one.stage === "shared" && !isOver(one), perform: (one) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/refresh", { params: where(one) })) },
  { name: "notify", scope: "agreements:write", isOffered: (one) => one.stage === "shared" && !isOver(one), perform: (one) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/notify", { params: where(one) })) },
  { name: "revert", scope: "agreements:write", isOffered: (one) => one.inForce !== undefined && !isAsAgreed(one) && !isOver(one), perform: (one) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/revert", { params: at(one) })) },
  { name: "withdraw-approval", scope: "agreements:approve", isOffered: ({ approvalByUs, status }) => approvalByUs !== undefined && status !== "in-force" && status !== "terminated", perform: (one) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/withdraw-approval", { params: at(one) })) },
  { name: "unlink", scope: "agreements:write", isOffered: (one) => one.theirs !== undefined && one.inForce === undefined, perform: (one) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/unlink", { params: at(one) })) },
  {
    name: "terminate", scope: "agreements:write", isDanger: true, hasPromise: true, isOffered: (one) => isAsAgreed(one) && !isOver(one) && !one.mine.copy.terminatedAsAWhole,
    perform: (one) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/terminate", { params: at(one), body: { noMobilityTookPlace: true } })),
  },
  { name: "delete", scope: "agreements:write", isDanger: true, isOffered: (one) => one.inForce === undefined && !isOver(one), perform: (one) => dataOf(api.DELETE("/institutions/{heiId}/agreements/{agreementId}", { params: at(one) })) },
];

/** Our approval is of the partner's copy as it is now, or could not be yet. */
export const canApprove = ({ theirs, mine, approvalByUs, status }: Agreement): boolean =>
  theirs !== undefined && theirs.goneAt === undefined && theirs.current.copy.partner.iiaId === mine.copy.owner.iiaId && approvalByUs?.current !== true && status !== "deleted";

export const canEdit = (agreement: Agreement): boolean => !isOver(agreement);
