import { given } from "../../../kernel/given.js";
import type { NominationStatus, Omobility } from "../model.js";
import type { OlderVerdict } from "../older-facts.js";
import { type Context, nothing, type OmobilityDecision } from "./omobility.js";

/** What the receiving institution says by imobilities 1, and the exchange that shows it. */
export interface HeardVerdict extends OlderVerdict {
  readonly exchangeId: string;
}

const STATUS = { pending: "pending", verified: "approved", rejected: "rejected" } as const satisfies Record<OlderVerdict["status"], NominationStatus>;
const DECISION = { approved: "approve", rejected: "reject" } as const;

/**
 * The receiving institution's verdict in the older workflow, where it is the master of it (PROTOCOL 6.4.6). The answer names no proposal, so
 * only another answer than the last one is news: after a correction the old "rejected" says nothing of the new proposal. And it is about the
 * present proposal only when the partner certainly has that.
 */
export const hear = (own: Omobility, { exchangeId, ...said }: HeardVerdict, { now, actor }: Context): OmobilityDecision => {
  const before: OlderVerdict = own.heard ?? { status: "pending" };
  if (own.stage !== "sent" || own.status === "cancelled" || (before.status === said.status && before.comment === said.comment)) return nothing;
  if (said.status !== "pending" && !own.delivered) return nothing;
  const status = STATUS[said.status];
  const verdict = status === "pending" ? [] : [{ decision: DECISION[status], proposalId: own.proposal.id, at: now, exchangeId, ...given({ comment: said.comment }) }];
  const heard = { ...said, at: now, exchangeId };
  const { heiId, partnerHeiId, id } = own;
  return {
    omobilities: [{ ...own, revision: own.revision + 1, version: own.version + 1, changedAt: now, status, heard, verdicts: [...own.verdicts, ...verdict] }],
    changes: [{ heiId, partnerHeiId, sendingHeiId: heiId, omobilityId: id, at: now, actor, kind: "verdict-heard", what: status }],
  };
};
