import { academicYearStart } from "../../../kernel/academic-year.js";
import { given } from "../../../kernel/given.js";
import { inEnglish, type LangText } from "../../../kernel/lang-text.js";
import type { ToldStudent } from "../../mobilities/student.js";
import type { Imobility, Omobility } from "../../nominations/model.js";
import { incomingNextStep, type NominationStep, outgoingNextStep } from "../../nominations/next-step.js";
import type { InboxAction } from "../actions.js";
import { type DueRule, firstDay } from "../due.js";
import type { OpenItem } from "../model.js";

const OUTGOING: Readonly<Partial<Record<NominationStep, readonly InboxAction[]>>> = {
  draft: ["sendOutgoing", "editOutgoing", "cancelOutgoing"], pending: ["cancelOutgoing"], delivered: ["cancelOutgoing"],
  rejected: ["editOutgoing", "replaceOutgoing", "cancelOutgoing"], approved: ["createLa"], complete: ["refreshTranscript"],
};
const INCOMING: Readonly<Partial<Record<NominationStep, readonly InboxAction[]>>> = {
  "to-decide": ["approveNomination", "rejectNomination"], "to-correct": ["refreshNomination"], "to-arrive": ["enterStay"], "to-leave": ["enterStay"],
  "to-report": ["enterResults"], "faulty": ["refreshNomination"],
};

/** What other records say of the same mobility. */
export interface OutgoingContext {
  readonly hasLearningAgreement: boolean;
  readonly hasTranscript: boolean;
}
export interface IncomingContext {
  /** Planned by the learning agreement. */
  readonly start?: string;
  readonly end?: string;
  /** Somebody has entered results. */
  readonly hasTranscript: boolean;
}

/** A nomination of ours, until the learning agreement or the transcript goes on with it. */
export const outgoingNominationItem = (own: Omobility, { hasLearningAgreement, hasTranscript }: OutgoingContext): OpenItem | undefined => {
  const { turn, nextStepCode: code, nextStep: sentence } = outgoingNextStep(own);
  if (turn === "nobody" || (code === "approved" && hasLearningAgreement) || (code === "complete" && hasTranscript)) return undefined;
  const due = dueOfOutgoing(own, code);
  return {
    kind: "outgoing-nomination", partnerHeiId: own.partnerHeiId, objectId: own.id, unitIds: unitOf(own.proposal.content.sendingOunitId), turn, code, sentence,
    ...(code === "rejected" ? { news: "changed" } : code === "approved" && { news: "new" }),
    since: own.stay && code === "complete" ? own.stay.at : own.delivered && own.delivered.at > own.changedAt ? own.delivered.at : own.changedAt,
    revision: own.revision, actions: OUTGOING[code] ?? [], ...about(own.student, own.proposal.content.receivingAcademicYear), ...given({ due }),
  };
};

const dueOfOutgoing = ({ delivered, stay }: Omobility, code: NominationStep): DueRule | undefined => {
  if (code === "delivered" && delivered) return { rule: "decision", by: "partner", from: delivered.at };
  return code === "complete" && stay?.departure !== undefined ? { rule: "transcript", by: "partner", from: new Date(stay.departure) } : undefined;
};

/** A partner's nomination, until our transcript ends it. Arrival and departure are asked for when they can have happened. */
export const incomingNominationItem = (known: Imobility, { start, end, hasTranscript }: IncomingContext): OpenItem | undefined => {
  const { turn, nextStepCode: code, nextStep: sentence } = incomingNextStep(known);
  if (turn === "nobody" || (code === "to-report" && hasTranscript)) return undefined;
  const { content, id: proposalId } = known.current.proposal;
  const from = code === "to-arrive" ? firstDay(start ?? academicYearStart(content.receivingAcademicYear)) : code === "to-leave" ? firstDay(end ?? known.stay.arrival ?? "") : undefined;
  const since = code === "to-decide" ? known.current.receivedAt : known.changedAt;
  const due = dueOfIncoming(known, code);
  return {
    kind: "incoming-nomination", partnerHeiId: known.partnerHeiId, objectId: known.id, unitIds: unitOf(content.receivingOunitId), turn, code, sentence,
    ...(code === "to-decide" && { news: known.verdicts.length > 0 ? "changed" : "new", proposalId }),
    since, revision: known.revision, actions: INCOMING[code] ?? [], ...about(known.current.student, content.receivingAcademicYear), ...given({ from, due }),
  };
};

const dueOfIncoming = ({ current, stay }: Imobility, code: NominationStep): DueRule | undefined => {
  if (code === "to-decide") return { rule: "decision", by: "us", from: current.receivedAt };
  return code === "to-report" && stay.departure !== undefined ? { rule: "transcript", by: "us", from: new Date(stay.departure) } : undefined;
};

const unitOf = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id]);
const about = ({ givenNames, familyNames }: Pick<ToldStudent, "givenNames" | "familyNames">, academicYear: string): Pick<OpenItem, "data" | "label"> =>
  ({ data: { academicYear }, label: [givenNames, familyNames].map((names: readonly LangText[] = []) => inEnglish(names)).join(" ").trim() });
