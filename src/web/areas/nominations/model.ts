import type { Schemas } from "../../data/api.js";
import { fullName } from "../mobilities/words.js";

export type Outgoing = Schemas["OutgoingNomination"];
export type Incoming = Schemas["IncomingNomination"];
export type Direction = "outgoing" | "incoming";
export type Status = Outgoing["status"];
export type Form = Schemas["NominationForm"];

export const ACTIVITIES: readonly Form["nomination"]["activity"][] = ["long-term", "short-term-blended", "short-term-doctoral"];

/** What lists and boards show of a nomination, whoever sent it. */
export interface NominationSummary {
  readonly id: string;
  readonly direction: Direction;
  readonly partnerHeiId: string;
  readonly partner: string;
  readonly student: string;
  readonly year: string;
  readonly term: string | undefined;
  readonly field: string | undefined;
  readonly status: Status;
  readonly turn: Outgoing["turn"];
  readonly changedAt: string;
}

const summary = (direction: Direction, { id, partnerHeiId, partnerName, status, turn, changedAt }: Outgoing | Incoming, student: Incoming["current"]["student"], terms: Incoming["current"]["nomination"]): NominationSummary => ({
  id, direction, partnerHeiId, partner: partnerName ?? partnerHeiId, student: fullName(student), year: terms.receivingAcademicYear, term: terms.term, field: terms.nomineeIscedFCode, status, turn, changedAt,
});

export const ofOutgoing = (one: Outgoing): NominationSummary => summary("outgoing", one, one.student, one.nomination);
export const ofIncoming = (one: Incoming): NominationSummary => summary("incoming", one, one.current.student, one.current.nomination);

/** Parts of its address below the institution. */
export const addressOf = ({ direction, partnerHeiId, id }: Pick<NominationSummary, "direction" | "partnerHeiId" | "id">): readonly string[] =>
  direction === "outgoing" ? ["nominations", "outgoing", id] : ["nominations", "incoming", partnerHeiId, id];
