import { given } from "../../../kernel/given.js";
import type { IncomingLa } from "../../learning-agreements/incoming.js";
import type { LaDocument } from "../../learning-agreements/model.js";
import type { OutgoingLa } from "../../learning-agreements/outgoing.js";
import type { Telling } from "../../learning-agreements/overview/answer.js";
import { incomingNextStep, type LaStep, outgoingNextStep } from "../../learning-agreements/overview/next-step.js";
import type { InboxAction } from "../actions.js";
import type { OpenItem } from "../model.js";

interface Row {
  /** Seen from the office that has the item. */
  readonly turn: "us" | "partner";
  readonly actions: readonly InboxAction[];
  readonly news?: "new" | "changed";
}

const ANSWER: readonly InboxAction[] = ["approveLa", "commentLa", "refreshLa"];

/** Steps that somebody has to take; a student's is the sending office's to see to. */
const STEPS: Readonly<Partial<Record<LaStep, Row>>> = {
  "student-to-sign": { turn: "us", actions: ["draftLa", "signLaAsStudent"] },
  "student-to-sign-again": { turn: "us", actions: ["draftLa", "signLaAsStudent"], news: "changed" },
  "us-to-sign": { turn: "us", actions: ["signLaAsSender", "draftLa"] },
  "partner-to-answer": { turn: "partner", actions: ["withdrawLa"] },
  "to-answer": { turn: "us", actions: ANSWER, news: "new" },
  "to-answer-again": { turn: "us", actions: ANSWER, news: "changed" },
  "restarted": { turn: "us", actions: ANSWER, news: "changed" },
  "answer-refused": { turn: "us", actions: ANSWER, news: "changed" },
  "answer-not-told": { turn: "us", actions: ["tellLaAgain", ...ANSWER], news: "changed" },
  "partner-to-correct": { turn: "partner", actions: ["refreshLa"] },
};

export const outgoingLaItem = (la: OutgoingLa): OpenItem | undefined => {
  const { details, proposal, partnerHeiId, revision, changedAt } = la;
  return la.deletedAt ? undefined : item("outgoing-learning-agreement", outgoingNextStep(la), {
    partnerHeiId, objectId: la.omobilityId, revision, since: changedAt, unitId: details.sending.ounitId, details, isUnsigned: !la.firstVersion, ...given({ proposalId: proposal?.id }),
  });
};

/** `telling`: the latest delivery of an answer that waits. */
export const incomingLaItem = (la: IncomingLa, telling: Telling | undefined): OpenItem | undefined => {
  const { current: { document, receivedAt }, answer, partnerHeiId, revision } = la;
  return item("incoming-learning-agreement", incomingNextStep(la, telling), {
    partnerHeiId, objectId: la.omobilityId, revision, since: lastOf(receivedAt, answer?.endedAt, telling?.endedAt),
    unitId: document.receiving.ounitId, details: document, isUnsigned: !document.firstVersion, ...given({ proposalId: document.proposal?.id }),
  });
};

const lastOf = (first: Date, ...others: readonly (Date | undefined)[]): Date => others.reduce<Date>((last, one) => (one && one > last ? one : last), first);

interface Facts extends Pick<OpenItem, "partnerHeiId" | "objectId" | "revision" | "since" | "proposalId"> {
  readonly unitId: string | undefined;
  readonly details: Pick<LaDocument, "student" | "start" | "receivingAcademicYear">;
  /** No version of it holds yet. */
  readonly isUnsigned: boolean;
}

const item = (kind: "outgoing-learning-agreement" | "incoming-learning-agreement", step: { readonly nextStepCode: LaStep; readonly nextStep: string }, facts: Facts): OpenItem | undefined => {
  const row = STEPS[step.nextStepCode];
  if (!row) return undefined;
  const { unitId, details: { student, start, receivingAcademicYear }, isUnsigned, ...rest } = facts;
  return {
    kind, ...rest, ...row, unitIds: unitId === undefined ? [] : [unitId], code: step.nextStepCode, sentence: step.nextStep,
    data: { start, academicYear: receivingAcademicYear }, label: [student.givenNames, student.familyName].filter((name) => name !== undefined).join(" "),
    ...(isUnsigned && { due: { rule: "signed-before-start", start } }),
  };
};
