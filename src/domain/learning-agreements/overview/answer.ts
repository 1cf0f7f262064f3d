/** Where our answer to a proposal really stands: what is to be told may never have arrived. */
import { given } from "../../../kernel/given.js";
import type { OurAnswer } from "../incoming.js";

/** The latest delivery of the answer, as the outbox has it. */
export interface Telling {
  readonly state: "waiting" | "leased" | "delivered" | "stopped" | "expired";
  /** Why the last attempt did not succeed. */
  readonly reason?: string;
  readonly endedAt?: Date;
  readonly exchangeId?: string;
}

/** `stopped` and `expired`: nobody tells it any more until somebody asks for that. */
export interface AnswerStanding {
  readonly state: OurAnswer["state"] | "stopped" | "expired";
  readonly reason?: string;
  readonly endedAt?: Date;
  readonly exchangeId?: string;
}

/** An answer that waits stands as its delivery does; without one, nothing is under way. */
export const answerStanding = (answer: OurAnswer, telling: Telling | undefined): AnswerStanding => {
  if (answer.state !== "waiting") return answer;
  if (!telling) return { state: "stopped", reason: "Nothing is under way any more that would tell it to the partner." };
  const { state, reason, endedAt, exchangeId } = telling;
  return state === "stopped" || state === "expired" ? { state, ...given({ reason, endedAt, exchangeId }) } : { state: "waiting", ...given({ reason }) };
};
