import type { HeiId } from "../../kernel/ids.js";
import type { Page, PageRequest } from "../page.js";
import type { HoldingAgreement, KnownFactsheet } from "./model.js";

/** A partner whose factsheet is to be read, and the institution of ours that asks. */
export interface FactsheetQuestion {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
}

export interface DeadlineSource {
  /** Agreements in force that nobody ended, in the order of their ids. */
  holding(heiId: HeiId, page: PageRequest): Promise<Page<HoldingAgreement>>;
  /** Factsheets of partners as they were last read. */
  factsheets(partnerHeiIds: readonly HeiId[]): Promise<readonly KnownFactsheet[]>;
  /** The weeks that those who published a factsheet promise. */
  promisedWeeks(): Promise<readonly Pick<KnownFactsheet, "heiId" | "decisionWeeksLimit" | "torWeeksLimit">[]>;
  /** Takes the next of these partners whose factsheet was last asked for before `before`; each is taken by one process. */
  nextToAsk(partnerHeiIds: readonly HeiId[], when: { readonly now: Date; readonly before: Date }): Promise<HeiId | undefined>;
  /** What the partner publishes; undefined when it publishes none. */
  read(partnerHeiId: HeiId, factsheet: KnownFactsheet | undefined, at: Date): Promise<void>;
}
