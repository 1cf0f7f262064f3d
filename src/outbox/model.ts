import type { RefreshKind } from "../domain/refresh-requests.js";
import type { HeiId } from "../kernel/ids.js";

/** Notifications that go out: they end in `-cnr`, which puts them before look-ups. */
export const NOTIFICATION_KINDS = ["iia-cnr", "iia-approval-cnr", "omobility-cnr", "imobility-cnr", "omobility-la-cnr", "imobility-tor-cnr"] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What is looked at periodically at partners, by the API that is asked: in full (`sweep`), and by what changed (`pull`) where there is an index. */
export const PERIODIC = { iias: ["sweep", "pull"], omobilities: ["sweep", "pull"], imobilities: ["sweep"], "omobility-las": ["sweep", "pull"], "imobility-tors": ["sweep", "pull"] } as const satisfies Record<string, readonly ("pull" | "sweep")[]>;
export type PeriodicApi = keyof typeof PERIODIC;
export type PullKind = { [A in PeriodicApi]: `${(typeof PERIODIC)[A][number]}-${A}` }[PeriodicApi];

/** `[what, api]` of a periodic look-up. */
export const partsOfPull = (kind: PullKind): readonly ["pull" | "sweep", PeriodicApi] => {
  const [what] = kind.split("-", 1);
  return [what as "pull" | "sweep", kind.slice(`${what}-`.length) as PeriodicApi];
};
/** All periodic look-ups. A sweep sees all that a pull sees, so it stands first. */
export const PULL_KINDS: readonly PullKind[] = Object.entries(PERIODIC).flatMap(([api, whats]) => whats.map((what) => `${what}-${api}` as PullKind));

/** What stands for many look-ups of this kind at one partner: a comparison of everything. */
export const SWEEP_OF = {
  "refresh-imobility-tor": "sweep-imobility-tors",
  "refresh-iia": "sweep-iias", "refresh-iia-approval": "sweep-iias", "refresh-omobility": "sweep-omobilities", "refresh-imobility": "sweep-imobilities",
  "refresh-omobility-la": "sweep-omobility-las",
} as const satisfies Record<RefreshKind, PullKind>;

/** What we ask partners to change in their records: an answer to a proposal, kept with the record until it is told. */
export const UPDATE_KINDS = ["update-omobility-la"] as const;
export type UpdateKind = (typeof UPDATE_KINDS)[number];

/** Notifications, updates, and look-ups at partners that keep our view of their data true. */
export type DeliveryKind = NotificationKind | UpdateKind | RefreshKind | PullKind | "survey-iias" | "webhook";

/** What stands in the place of a partner where a row is for a webhook: each has its own share and its own health. */
export const webhookPartner = (webhookId: string): string => `webhook:${webhookId}`;
export const webhookOf = (partner: string): string => partner.slice("webhook:".length);

/**
 * - `waiting`: due at `dueAt`; - `leased`: somebody works on it until `dueAt`, then it counts as waiting again;
 * - `delivered`; - `stopped`: trying again is pointless (4xx), a person must look; - `expired`: tried for the whole configured life.
 */
export type DeliveryState = "waiting" | "leased" | "delivered" | "stopped" | "expired";

/** A row of the outbox: somebody must hear, or something must be looked at. The row is the truth; queues are only timers. */
export interface Delivery {
  /** Ascending. */
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Id in the partner's or our vocabulary, as the kind asks; empty for questions to an index. */
  readonly objectId: string;
  readonly state: DeliveryState;
  /** Finished attempts. */
  readonly attempts: number;
  readonly dueAt: Date;
  /** When the row was added, last merged with an equal one, or sent again by a person: its life counts from here. */
  readonly createdAt: Date;
  readonly endedAt?: Date;
  /** Why the last attempt did not succeed, for an officer to read. */
  readonly reason?: string;
  /** The last attempt's exchange. */
  readonly exchangeId?: string;
}

/** How one attempt ended. */
export type Outcome =
  | { readonly result: "delivered"; readonly exchangeId?: string | undefined }
  /** `ours`: the partner has no part in the failure. */
  | { readonly result: "retry"; readonly reason: string; readonly exchangeId?: string | undefined; readonly ours?: true }
  | { readonly result: "stopped"; readonly reason: string; readonly exchangeId?: string | undefined };
