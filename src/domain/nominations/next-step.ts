/** Whose turn it is with a nomination, and what there is to do, in words for an office (PROTOCOL 6.4). */
import type { Imobility, NominationStatus, Omobility } from "./model.js";
import { isSerious } from "./transitions/imobility.js";
import { incomingStatus, type OmobilityStatus, statusOf } from "./standing.js";

/** Names each sentence below, for whoever says it in another language. Stable. */
export type NominationStep = OmobilityStatus | "abroad" | "complete" | "to-decide" | "to-correct" | "to-arrive" | "to-leave" | "to-report" | "faulty" | "gone";

export interface NextStep {
  readonly turn: "us" | "partner" | "nobody";
  readonly nextStepCode: NominationStep;
  readonly nextStep: string;
}

const OUTGOING: Readonly<Record<OmobilityStatus, NextStep>> = {
  draft: { turn: "us", nextStepCode: "draft", nextStep: "A draft that the partner does not know. Send it when it is complete." },
  pending: { turn: "partner", nextStepCode: "pending", nextStep: "Sent; the partner has not been reached yet. It decides once it has it." },
  delivered: { turn: "partner", nextStepCode: "delivered", nextStep: "The partner has it, and approves or rejects it." },
  rejected: { turn: "us", nextStepCode: "rejected", nextStep: "The partner rejected it and said why. Change it, which sends it again, or replace or cancel it." },
  approved: { turn: "us", nextStepCode: "approved", nextStep: "The partner approved it. The learning agreement is next; from its arrival on, the partner tells when the student came and left." },
  cancelled: { turn: "nobody", nextStepCode: "cancelled", nextStep: "Cancelled, and that is final." },
};
const COMPLETE: NextStep = { turn: "partner", nextStepCode: "complete", nextStep: "The student has come and left. The partner sends the transcript." };
const ABROAD: NextStep = { turn: "nobody", nextStepCode: "abroad", nextStep: "The student is with the partner, which tells when the student leaves." };

const INCOMING: Readonly<Record<NominationStatus, NextStep>> = {
  pending: { turn: "us", nextStepCode: "to-decide", nextStep: "The partner waits for your decision: approve it, or reject it with a word why." },
  rejected: { turn: "partner", nextStepCode: "to-correct", nextStep: "You rejected it. The partner can correct it, and it comes to you again." },
  approved: { turn: "us", nextStepCode: "to-arrive", nextStep: "You approved it. Enter the day of arrival when the student has come." },
  cancelled: { turn: "nobody", nextStepCode: "cancelled", nextStep: "The partner cancelled it, and that is final." },
};
const ARRIVED: NextStep = { turn: "us", nextStepCode: "to-leave", nextStep: "The student is here. Enter the day of departure when the student has left." };
const LEFT: NextStep = { turn: "us", nextStepCode: "to-report", nextStep: "The student has left. Enter the results and send the transcript." };
const FAULTY: NextStep = { turn: "partner", nextStepCode: "faulty", nextStep: "It breaks rules of the network, which are listed with it. The partner has to correct it before you can approve it." };
const GONE: NextStep = { turn: "nobody", nextStepCode: "gone", nextStep: "The partner no longer serves it. Ask the partner what became of it; what was read stays here." };

export const outgoingNextStep = (own: Omobility): NextStep => {
  const status = statusOf(own);
  if (status !== "approved" || own.stay?.arrival === undefined) return OUTGOING[status];
  return own.stay.departure === undefined ? ABROAD : COMPLETE;
};

export const incomingNextStep = (known: Imobility): NextStep => {
  const status = incomingStatus(known);
  if (status === "cancelled") return INCOMING.cancelled;
  if (known.goneAt) return GONE;
  if (status === "pending" && known.current.faults.some(isSerious)) return FAULTY;
  if (status !== "approved" || known.stay.arrival === undefined) return INCOMING[status];
  return known.stay.departure === undefined ? ARRIVED : LEFT;
};
