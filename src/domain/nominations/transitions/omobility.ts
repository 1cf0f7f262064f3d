/** The sending institution's side of a nomination (PROTOCOL 6.4.1). */
import { isDeepStrictEqual } from "node:util";
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { OmobilityChange } from "../../changes.js";
import { personOf, type Student } from "../../mobilities/student.js";
import type { Problem } from "../../problem.js";
import type { NominationContent, Omobility } from "../model.js";
import * as refusals from "./refusals.js";

/** What every transition is told besides the state and the command. */
export interface Context {
  readonly now: Date;
  /** A token's name, `partner`, or `node`. */
  readonly actor: string;
  /** An id that no proposal ever had. */
  readonly newProposalId: () => string;
}

/** What is to be saved; only what really changed. */
export interface OmobilityDecision {
  readonly omobilities?: readonly Omobility[];
  readonly changes: readonly OmobilityChange[];
}
export const nothing: OmobilityDecision = { changes: [] };

/** What an office writes. */
export interface NominationForm {
  readonly student: Student;
  readonly content: NominationContent;
  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

export interface CreateCommand extends NominationForm {
  readonly id: OmobilityId;
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly replaces?: OmobilityId;
}

type What = Extract<OmobilityChange, { kind: "omobility-changed" }>["what"];
const about = ({ heiId, partnerHeiId, id }: Omobility, { now, actor }: Context) => ({ heiId, partnerHeiId, sendingHeiId: heiId, omobilityId: id, at: now, actor });
const shown = (after: Omobility, what: What, context: Context): OmobilityDecision =>
  saved({ ...after, version: after.version + 1, changedAt: context.now }, [{ ...about(after, context), kind: "omobility-changed", what }]);
const drafted = (after: Omobility, context: Context): OmobilityDecision => saved({ ...after, changedAt: context.now }, [{ ...about(after, context), kind: "omobility-drafted" }]);
const saved = (after: Omobility, changes: readonly OmobilityChange[]): OmobilityDecision => ({ omobilities: [{ ...after, revision: after.revision + 1 }], changes });

/** A draft of ours, unknown to the partner. It keeps the rules from the start. */
export const create = ({ id, heiId, partnerHeiId, student, content, problems, replaces }: CreateCommand, context: Context): OmobilityDecision => {
  if (problems.length > 0) throw refusals.invalidNomination(problems);
  const { now } = context;
  return drafted({
    id, heiId, partnerHeiId, revision: 0, version: 0, stage: "draft", student, proposal: { id: context.newProposalId(), content }, status: "pending",
    verdicts: [], createdAt: now, changedAt: now, ...given({ replaces }),
  }, context);
};

/**
 * Another content is another proposal: pending again, not delivered, and impossible once approved. The student's data may change at any
 * time and leave status and proposal as they are; the person may not.
 */
export const edit = (own: Omobility, { student, content, problems }: NominationForm, context: Context): OmobilityDecision => {
  if (own.status === "cancelled") throw refusals.cancelled();
  if (problems.length > 0) throw refusals.invalidNomination(problems);
  const sameContent = isDeepStrictEqual(content, own.proposal.content);
  if (sameContent && isDeepStrictEqual(student, own.student)) return nothing;
  if (own.stage === "sent" && personOf(student.globalId) !== personOf(own.student.globalId)) throw refusals.otherPerson();
  if (sameContent) return own.stage === "draft" ? drafted({ ...own, student }, context) : shown({ ...own, student }, "student-changed", context);
  if (own.status === "approved") throw refusals.approvedAlready();
  const after: Omobility = { ...omit(own, "delivered"), student, status: "pending", proposal: { id: context.newProposalId(), content } };
  return own.stage === "draft" ? drafted(after, context) : shown(after, "proposal-changed", context);
};

/** From now on the partner may fetch it, and hears of it. A rejected one goes again by being changed (`edit`). */
export const send = (own: Omobility, { problems }: Pick<NominationForm, "problems">, context: Context): OmobilityDecision => {
  if (own.status === "cancelled") throw refusals.cancelled();
  if (own.status === "rejected") throw refusals.nothingNew();
  if (own.stage === "sent") return nothing;
  if (problems.length > 0) throw refusals.invalidNomination(problems);
  return shown({ ...own, stage: "sent" }, "sent", context);
};

/** Final. A draft is cancelled silently. */
export const cancel = (own: Omobility, _command: object, context: Context): OmobilityDecision => {
  if (own.status === "cancelled") return nothing;
  const after: Omobility = { ...own, status: "cancelled" };
  return own.stage === "draft" ? drafted(after, context) : shown(after, "cancelled", context);
};

/** Cancels and makes a draft with a new id from it: the only way to change what was approved (PROTOCOL 6.4.1). */
export const replace = (own: Omobility, { id, ...form }: NominationForm & { readonly id: OmobilityId }, context: Context): OmobilityDecision => {
  if (own.stage === "draft") throw refusals.notSent();
  if (own.replacedBy !== undefined) throw refusals.cancelled();
  const fresh = create({ ...form, id, heiId: own.heiId, partnerHeiId: own.partnerHeiId, replaces: own.id }, context);
  const linked = { ...own, replacedBy: id };
  const old = own.status === "cancelled" ? saved(linked, []) : cancel(linked, {}, context);
  return { omobilities: [...(old.omobilities ?? []), ...(fresh.omobilities ?? [])], changes: [...old.changes, ...fresh.changes] };
};

/** The partner certainly has the proposal with this id: it took the notification, or fetched it. Nothing when it is the present one no longer. */
export const deliver = (own: Omobility, { proposalId, by }: { readonly proposalId: string; readonly by: "notification" | "get" }, context: Context): OmobilityDecision => {
  if (own.stage !== "sent" || own.delivered || own.proposal.id !== proposalId) return nothing;
  return saved({ ...own, delivered: { at: context.now, by } }, [{ ...about(own, context), kind: "omobility-delivered" }]);
};

/** The receiving institution's dates as they were read; a different answer replaces the former. */
export const report = (own: Omobility, { arrival, departure, exchangeId }: { readonly arrival?: string; readonly departure?: string; readonly exchangeId: string }, context: Context): OmobilityDecision => {
  if (own.stage !== "sent" || (own.stay?.arrival === arrival && own.stay?.departure === departure)) return nothing;
  const stay = { ...given({ arrival, departure }), at: context.now, exchangeId };
  return saved({ ...own, stay }, [{ ...about(own, context), kind: "arrival-reported" }]);
};

export interface PartnerVerdict {
  readonly decision: "approve" | "reject";
  readonly proposalId: string;
  readonly comment?: string;
  readonly exchangeId: string;
}

/**
 * The receiving institution's decision (PROTOCOL 6.4.3). It may reject what it has approved, under the same proposal id: both stay in the
 * history (PROTOCOL 8 row 15). The same decision again changes nothing; an approval after a rejection needs a new proposal.
 */
export const judge = (own: Omobility, verdict: PartnerVerdict, context: Context): OmobilityDecision => {
  const { decision, proposalId, comment, exchangeId } = verdict;
  if (own.stage !== "sent") throw refusals.unknownToCaller();
  if (decision === "reject" && (comment === undefined || comment.trim() === "")) throw refusals.noComment();
  if (own.status === "cancelled") throw refusals.cancelledMeanwhile();
  if (proposalId !== own.proposal.id) throw refusals.staleProposal();
  const status = decision === "approve" ? "approved" : "rejected";
  if (own.status === status) return nothing;
  if (own.status === "rejected") throw refusals.rejectedBefore();
  const delivered = own.delivered ?? { at: context.now, by: "get" as const };
  const verdicts = [...own.verdicts, { decision, proposalId, at: context.now, exchangeId, ...given({ comment }) }];
  return shown({ ...own, status, delivered, verdicts }, status, context);
};
