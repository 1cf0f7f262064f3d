/** What a look at the partner's agreement brings (PROTOCOL 6.8.3), and what became of our answers to its proposals. */
import { isDeepStrictEqual } from "node:util";
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { LaChange } from "../../changes.js";
import { sameComponents } from "../components.js";
import { type IncomingLa, type OurAnswer, sameSignature, type SeenProposal } from "../incoming.js";
import type { LaDocument, SignedComponents } from "../model.js";
import { aboutIncoming, type Context, type Decision, nothing } from "./decision.js";

export interface ReceiveLa {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly document: LaDocument;
  readonly exchangeId: string;
}

/** The partner's agreement was read: new, changed or the same. */
export const receive = (found: IncomingLa | undefined, { heiId, partnerHeiId, document, exchangeId }: ReceiveLa, context: Context): Decision => {
  const { now } = context;
  if (found && !found.goneAt && isDeepStrictEqual(found.current.document, document)) return { incoming: { ...found, confirmedAt: now }, changes: [] };
  const current = { document, version: (found?.current.version ?? 0) + 1, exchangeId, receivedAt: now };
  const before: IncomingLa = found
    ? { ...omit(found, "goneAt"), current, confirmedAt: now }
    : { omobilityId: document.omobilityId, heiId, partnerHeiId, revision: 0, current, confirmedAt: now, proposals: [], createdAt: now, changedAt: now };
  const answered = withAnswer(before, context);
  const agreed = withAgreed(answered.la, found, context);
  const proposals = proposalsOf(agreed.la);
  const about = aboutIncoming(before, context);
  const seen: LaChange = { kind: "incoming-la-seen", ...about, ...(document.proposal && { proposalId: document.proposal.id }) };
  return { incoming: { ...agreed.la, proposals, revision: before.revision + 1, changedAt: now }, changes: [seen, ...answered.changes, ...agreed.changes] };
};

/** The partner serves it no more. What was read last is kept. */
export const lose = (found: IncomingLa | undefined, context: Context): Decision => {
  if (!found) return nothing;
  if (found.goneAt) return { incoming: { ...found, confirmedAt: context.now }, changes: [] };
  const { la, changes } = withAnswer({ ...found, goneAt: context.now, confirmedAt: context.now }, context);
  return { incoming: { ...la, revision: found.revision + 1, changedAt: context.now }, changes: [{ kind: "incoming-la-gone", ...aboutIncoming(found, context) }, ...changes] };
};

interface Step {
  readonly la: IncomingLa;
  readonly changes: readonly LaChange[];
}

/**
 * An answer that waits is taken when the partner shows our signature, and outdated when it shows something else than was looked at. A
 * comment leaves no signature: where its proposal is gone, an earlier attempt may have arrived, and only the partner can say.
 */
const withAnswer = (la: IncomingLa, context: Context): Step => {
  const { answer, current: { document } } = la;
  if (!answer || answer.state === "accepted" || answer.state === "refused") return { la, changes: [] };
  if (!la.goneAt && answer.verdict === "approve" && [document.firstVersion, document.approvedChanges].some((version) => sameSignature(version?.receiving, answer.signature)))
    return told(la, answer, { state: "accepted" }, context);
  if (answer.state === "outdated" || (!la.goneAt && isDeepStrictEqual(document.proposal, answer.reviewed))) return { la, changes: [] };
  if (answer.verdict === "comment" && !hasProposal(la)) return { la, changes: [] };
  return told(la, answer, { state: "outdated", reason: "The partner shows another version than the one that was looked at." }, context);
};

/** Whether the partner shows a proposal. */
export const hasProposal = ({ goneAt, current: { document } }: IncomingLa): boolean => !goneAt && document.proposal !== undefined;

/** How the telling of an answer ended. */
export interface Told {
  readonly state: "accepted" | "outdated" | "refused";
  readonly reason?: string;
  readonly exchangeId?: string;
}

const told = (la: IncomingLa, answer: OurAnswer, end: Told, context: Context): Step => ({
  la: { ...la, answer: ended(answer, end, context) },
  changes: [{ kind: "incoming-la-told", ...aboutIncoming(la, context), proposalId: answer.proposalId, outcome: end.state }],
});

/** Why it had ended before says nothing of the new end. */
const ended = (answer: OurAnswer, end: Told, { now }: Context): OurAnswer => ({ ...(omit(answer, "reason") as OurAnswer), ...end, endedAt: now });

/**
 * Records how the telling ended; an answer that was replaced or ended meanwhile is left alone. What the partner took it took, also where
 * something else was read meanwhile.
 */
export const recordTold = (found: IncomingLa | undefined, { proposalId, ...end }: Told & { readonly proposalId: string }, context: Context): Decision => {
  const answer = found?.answer;
  const isOpen = answer?.state === "waiting" || (answer?.state === "outdated" && end.state === "accepted");
  if (!found || answer?.proposalId !== proposalId || !isOpen) return nothing;
  const { la, changes } = told(found, answer, end, context);
  const agreed = withAgreed(la, found, context);
  return { incoming: { ...agreed.la, proposals: proposalsOf(agreed.la), revision: found.revision + 1, changedAt: context.now }, changes: [...changes, ...agreed.changes] };
};

/**
 * What counts as agreed: the first version that the partner shows, or our approval of one that it took and does not show yet. One that is
 * gone or another one than before, without our signature on it, means that the partner started again, as systems do after a change of
 * provider.
 */
const withAgreed = (la: IncomingLa, before: IncomingLa | undefined, context: Context): Step => {
  const { answer, current: { document: { firstVersion, proposal } } } = la;
  const taken = answer?.state === "accepted" && answer.verdict === "approve" ? { ...answer.reviewed, receiving: answer.signature } : undefined;
  const wasAgreed = la.agreed ?? (taken && signedOf(taken));
  const isOurs = firstVersion !== undefined && answer?.verdict === "approve" && sameSignature(firstVersion.receiving, answer.signature);
  const isSame = firstVersion !== undefined && wasAgreed !== undefined && sameComponents(firstVersion.components, wasAgreed.components);
  const coming = !firstVersion && !before?.current.document.firstVersion && taken && proposal?.id === taken.id ? signedOf(taken) : undefined;
  if (!wasAgreed || isOurs || isSame || coming) return { la: { ...omit(la, "restart"), ...given({ agreed: firstVersion ?? coming }) }, changes: [] };
  if (la.restart) return { la, changes: [] };
  // What was answered before is not there any more, so that the same proposal can be answered anew.
  const open = answer?.state === "accepted" ? omit(la, "answer") : la;
  return { la: { ...open, agreed: wasAgreed, restart: { since: context.now, lastVersion: before?.current.version ?? 1 } }, changes: [{ kind: "incoming-la-restarted", ...aboutIncoming(la, context) }] };
};

const signedOf = ({ components, student, sending, receiving }: SignedComponents): SignedComponents => ({ components, student, sending, ...given({ receiving }) });

/** Every proposal that was seen, with what became of it as far as we know. One that is shown again waits again. */
const proposalsOf = ({ proposals, current: { document }, answer, goneAt }: IncomingLa): readonly SeenProposal[] => {
  const open = document.proposal;
  const seen = open && !proposals.some(({ proposalId }) => proposalId === open.id) ? [...proposals, { proposalId: open.id, outcome: "awaiting" as const }] : proposals;
  return seen.map((one) => {
    if (answer?.state === "accepted" && one.proposalId === answer.proposalId) return { ...one, outcome: answer.verdict === "approve" ? "approved" : "rejected" };
    return !goneAt && one.proposalId === open?.id ? { ...one, outcome: "awaiting" } : one;
  });
};
