/** What there is to do with a learning agreement, in words for an office (PROTOCOL 6.5). */
import type { IncomingLa } from "../incoming.js";
import type { OutgoingLa } from "../outgoing.js";
import type { Telling } from "./answer.js";
import { incomingStatus, incomingTurn, type LaTurn, outgoingStatus, outgoingTurn } from "./standing.js";

/** Names each sentence below, for whoever says it in another language. Stable. */
export type LaStep =
  | "student-to-sign" | "student-to-sign-again" | "us-to-sign" | "partner-to-answer" | "agreed" | "nothing-proposed"
  | "to-answer" | "to-answer-again" | "restarted" | "answer-refused" | "answer-under-way" | "answer-not-told" | "partner-to-correct" | "withdrawn" | "gone";

export interface LaNextStep {
  readonly turn: LaTurn;
  readonly nextStepCode: LaStep;
  readonly nextStep: string;
}

const SENTENCES: Readonly<Record<LaStep, string>> = {
  "student-to-sign": "A draft that the partner does not see. The student has to sign it.",
  "student-to-sign-again": "The partner did not approve it and said why. Change the draft; then the student signs again.",
  "us-to-sign": "The student has signed. Sign it too, which sends it to the partner.",
  "partner-to-answer": "Sent. The partner approves it or says what has to change.",
  "agreed": "All three have signed. Nothing has to be done unless something changes.",
  "nothing-proposed": "Nothing is proposed. Make a draft of the components.",
  "to-answer": "The partner waits for your answer: approve it, or say what has to change.",
  "to-answer-again": "The partner changed it after your answer. Look at what is different, then answer again.",
  "restarted": "The partner starts again from a first version: what was agreed is no longer there. Ask the partner why before you answer.",
  "answer-refused": "The partner's system refused your answer. Look at the reason and answer again.",
  "answer-under-way": "You have answered. The partner has yet to take the answer.",
  "answer-not-told": "Your answer did not reach the partner and is not sent again by itself. Look at the reason, then have it told again.",
  "partner-to-correct": "You said what has to change. The partner corrects it and proposes it again.",
  "withdrawn": "The partner took its proposal back before anything was approved.",
  "gone": "The partner no longer serves it. What was read stays here.",
};

const said = (turn: LaTurn, code: LaStep): LaNextStep => ({ turn, nextStepCode: code, nextStep: SENTENCES[code] });

export const outgoingNextStep = (la: OutgoingLa): LaNextStep => {
  const turn = outgoingTurn(la);
  if (turn === "student") return said(turn, outgoingStatus(la) === "rejected" ? "student-to-sign-again" : "student-to-sign");
  if (turn === "sending") return said(turn, "us-to-sign");
  return said(turn, turn === "receiving" ? "partner-to-answer" : la.firstVersion ? "agreed" : "nothing-proposed");
};

/** `telling`: the latest delivery of an answer that waits. */
export const incomingNextStep = (la: IncomingLa, telling: Telling | undefined): LaNextStep => {
  const turn = incomingTurn(la, telling);
  if (turn === "receiving") return said(turn, isUntold(la) ? "answer-not-told" : la.restart ? "restarted" : stepOfAnswer(la));
  if (la.goneAt) return said(turn, "gone");
  if (la.answer?.state === "waiting") return said(turn, "answer-under-way");
  const status = incomingStatus(la);
  if (status === "withdrawn") return said(turn, "withdrawn");
  return said(turn, status === "rejected" ? "partner-to-correct" : "agreed");
};

/** Our turn in spite of an answer that waits: nobody tells it. */
const isUntold = ({ answer, current: { document } }: IncomingLa): boolean => answer?.state === "waiting" && answer.proposalId === document.proposal?.id;

const stepOfAnswer = ({ answer, current: { document }, proposals }: IncomingLa): LaStep => {
  if (answer?.state === "refused" && answer.proposalId === document.proposal?.id) return "answer-refused";
  return answer !== undefined || proposals.length > 1 ? "to-answer-again" : "to-answer";
};
