import { isDeepStrictEqual } from "node:util";
import type { LaChange, OutgoingLaChange } from "../../changes.js";
import type { IncomingLa } from "../incoming.js";
import { type OutgoingLa, servedDocument } from "../outgoing.js";

export interface Context {
  readonly now: Date;
  /** The token's name, `partner` or `node`. */
  readonly actor: string;
}

/** What is to be saved, in one commit with its changes. */
export interface Decision {
  readonly outgoing?: OutgoingLa;
  readonly incoming?: IncomingLa;
  readonly changes: readonly LaChange[];
}

export const nothing: Decision = { changes: [] };

const aboutOutgoing = ({ heiId, partnerHeiId, omobilityId }: OutgoingLa, { now, actor }: Context) =>
  ({ heiId, partnerHeiId, sendingHeiId: heiId, omobilityId, at: now, actor });
export const aboutIncoming = ({ heiId, partnerHeiId, omobilityId }: Pick<IncomingLa, "heiId" | "partnerHeiId" | "omobilityId">, { now, actor }: Context) =>
  ({ heiId, partnerHeiId, sendingHeiId: partnerHeiId, omobilityId, at: now, actor });

type What = Extract<OutgoingLaChange, { kind: "la-changed" }>["what"];

/** The agreement after a step, one revision on. The partner hears of it when it sees something, before or after. */
export const saved = (before: OutgoingLa | undefined, after: OutgoingLa, what: What | undefined, context: Context): Decision => {
  const [shownBefore, shown] = [before && servedDocument(before), servedDocument(after)];
  const isNew = shown !== undefined && !isDeepStrictEqual(shownBefore, shown);
  const outgoing = { ...after, revision: (before?.revision ?? 0) + 1, servedVersion: (before?.servedVersion ?? 0) + (isNew ? 1 : 0), changedAt: context.now };
  const isSeen = shownBefore !== undefined || shown !== undefined;
  const proposalId = outgoing.proposal?.id ?? before?.proposal?.id;
  const about = aboutOutgoing(outgoing, context);
  return { outgoing, changes: [what && isSeen ? { kind: "la-changed", ...about, what, ...(proposalId !== undefined && { proposalId }) } : { kind: "la-drafted", ...about }] };
};
