import { PartnerFailure } from "../../partner-failure.js";
import { inOrder, type Mark, overtaken, untilInOrder } from "../../look-order.js";
import type { IncomingLa } from "../incoming.js";
import type { LaScope, LaStore, PartnerLas } from "../ports.js";
import { hasProposal, lose, receive, recordTold, type Told } from "../transitions/receive.js";
import type { LaAnswer } from "../outgoing.js";
import type { OurAnswer } from "../incoming.js";

const markOf = (la: IncomingLa | undefined): Mark => JSON.stringify([la?.revision, la?.confirmedAt]);

/** Looks at partners' agreements and tells them our answers (PROTOCOL 6.5, 6.8.3). */
export const createLook = ({ store, partners }: { readonly store: LaStore; readonly partners: PartnerLas }) => {
  /** Reads the partner's agreement and records what came of it: new, changed, the same or gone. */
  const at = (scope: LaScope): Promise<IncomingLa | undefined> => untilInOrder(async () => {
    const asked = markOf(await store.incoming(scope));
    const fetched = await partners.fetch(scope);
    const { isOvertaken } = await store.decideIncoming(scope, inOrder(
      (found: IncomingLa | undefined, now: Date) => (fetched ? receive(found, { ...scope, ...fetched }, { now, actor: "partner" }) : lose(found, { now, actor: "partner" })), markOf, asked));
    return isOvertaken ? overtaken : store.incoming(scope);
  });

  const record = (scope: LaScope, proposalId: string, told: Told) =>
    store.decideIncoming(scope, (found, now) => recordTold(found, { proposalId, ...told }, { now, actor: "node" }));

  /** Why an answer is not tried again, and how it ends; undefined for what passes. A proposal that is gone was withdrawn when the partner does not take the answer. */
  const endOf = (la: IncomingLa, { status, retry, reason, exchangeId }: PartnerFailure): Told | undefined => {
    const told = exchangeId === undefined ? {} : { exchangeId };
    if (status === CONFLICT || (!retry && !hasProposal(la))) return { state: "outdated", reason: "The partner says that this is not its current proposal any more.", ...told };
    return retry ? undefined : { state: "refused", reason, ...told };
  };

  /**
   * Tells the partner the answer that waits, if one still does: it is looked at what the partner shows first, so that nothing is answered that
   * nobody looked at, and what an earlier attempt achieved is noticed. Resolves with the exchange.
   */
  const tell = async (scope: LaScope): Promise<string | undefined> => {
    const la = await at(scope);
    const answer = la?.answer;
    if (!la || answer?.state !== "waiting") return undefined;
    try {
      const exchangeId = await partners.update(scope, onTheWire(answer));
      await record(scope, answer.proposalId, { state: "accepted", exchangeId });
      return exchangeId;
    } catch (error) {
      const end = error instanceof PartnerFailure ? endOf(la, error) : undefined;
      if (!end) throw error;
      await record(scope, answer.proposalId, end);
      if (end.state === "refused") throw error;
      return end.exchangeId;
    }
  };

  return { at, tell };
};
export type Look = ReturnType<typeof createLook>;

const CONFLICT = 409;

const onTheWire = (answer: OurAnswer): LaAnswer => {
  const { proposalId, signature } = answer;
  return answer.verdict === "approve" ? { verdict: "approve", proposalId, signature } : { verdict: "comment", comment: answer.comment, proposalId, signature };
};
