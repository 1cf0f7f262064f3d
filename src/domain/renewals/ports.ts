import type { HeiId, IiaId } from "../../kernel/ids.js";
import type { Page, PageRequest } from "../page.js";
import type { Programme, Renewal, RenewalLine } from "./model.js";

export interface RenewalStore {
  get(heiId: HeiId, sourceId: IiaId, programme: Programme): Promise<Renewal | undefined>;
  /** Adds a renewal, or replaces the one before; false when another process did so first. */
  put(renewal: Renewal): Promise<boolean>;
  /** With the agreements that they became, in the order of partner and source; what was never made is left out. */
  list(heiId: HeiId, programme: Programme, page: PageRequest): Promise<Page<RenewalLine>>;
  /**
   * Tells these partners once more of these agreements, unless they were reminded after `since`; gives back those that are told now. In one
   * commit, so that a partner is reminded once however many ask.
   */
  remind(heiId: HeiId, partners: readonly PartnerReminder[], when: { readonly now: Date; readonly since: Date }): Promise<readonly HeiId[]>;
}

export interface PartnerReminder {
  readonly partnerHeiId: HeiId;
  readonly agreementIds: readonly IiaId[];
}
