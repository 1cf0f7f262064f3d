/** Renewal of many agreements for the next programme (PEERS 4.1 item 11). A programme is named by its years; an agreement is renewed once for it. */
import type { HeiId, IiaId } from "../../kernel/ids.js";
import type { AgreementPair } from "../agreements/model.js";
import { type AgreementStatus, statusOf } from "../agreements/status.js";

/** The academic years of the next programme, both included. */
export interface Programme {
  readonly firstAcademicYear: string;
  readonly lastAcademicYear: string;
}

/** What was made of an agreement. */
export interface Renewal {
  readonly heiId: HeiId;
  readonly sourceId: IiaId;
  readonly programme: Programme;
  /** Grows when a deleted draft is made anew; starts at 1. */
  readonly attempt: number;
  readonly draftId: IiaId;
  readonly createdAt: Date;
}

export const RENEWAL_STAGES = ["drafted", "sent", "answered", "in-force", "ended"] as const;
/** How far it has come. `answered`: the partner has linked, changed or approved something; `ended`: it was deleted, or came to nothing. */
export type RenewalStage = (typeof RENEWAL_STAGES)[number];

const STAGE_OF: Readonly<Record<AgreementStatus, RenewalStage>> = {
  "draft": "drafted", "sent": "sent", "received": "answered", "half-bound": "sent", "bound": "answered", "approved-by-us": "answered", "approved-by-partner": "answered",
  "in-force": "in-force", "modified": "in-force", "terminated": "ended", "partner-gone": "ended", "deleted": "ended",
};
export const stageOf = (pair: AgreementPair): RenewalStage => STAGE_OF[statusOf(pair)];

/** A renewal with the agreement that it became, and when its partner was last reminded. */
export interface RenewalLine {
  readonly renewal: Renewal;
  readonly pair: AgreementPair;
  readonly remindedAt?: Date;
}
