import type { HeiId } from "../kernel/ids.js";

/**
 * What can be asked for of a partner: `refresh-iia` its copy of an agreement (its id), `refresh-iia-approval` its approval of ours (our id),
 * `refresh-omobility` its nomination (its id), `refresh-imobility` what it says of the mobility of a student of ours (our id),
 * `refresh-omobility-la` its learning agreement (its id).
 */
export const REFRESH_KINDS = ["refresh-iia", "refresh-iia-approval", "refresh-omobility", "refresh-imobility", "refresh-omobility-la", "refresh-imobility-tor"] as const;
export type RefreshKind = (typeof REFRESH_KINDS)[number];

/** "Look at this object of that partner soon", recorded durably before the notification is answered (PROTOCOL 6.8.3). */
export interface RefreshRequest {
  readonly kind: RefreshKind;
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly objectId: string;
}

/** A partner of whom this many look-ups wait is looked at as a whole instead. */
export const MOST_WAITING = 1_000;

export interface RefreshRequests {
  /**
   * Records what notifications ask for, as `add` does. A partner that floods us with ids costs one comparison of everything instead of
   * a look-up for each: its real changes are found that way too.
   */
  addNotified(requests: readonly RefreshRequest[]): Promise<void>;
  /** Records the requests; equal ones that still wait become one. Resolves after the commit. */
  add(requests: readonly RefreshRequest[]): Promise<void>;
}
