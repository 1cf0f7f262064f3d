import type { Page, PageRequest } from "../domain/page.js";
import type { HeiId } from "../kernel/ids.js";
import type { Delivery, DeliveryKind, DeliveryState } from "./model.js";

export interface DeliveryFilter {
  readonly partnerHeiId?: HeiId;
  readonly states?: readonly DeliveryState[];
  readonly kinds?: readonly DeliveryKind[];
  readonly objectId?: string;
}

/** How many rows one claim takes. */
export interface ClaimRequest {
  readonly now: Date;
  readonly leaseMs: number;
  readonly limit: number;
  /** Leased rows of one partner never exceed this, so that a slow partner cannot hold what belongs to others. */
  readonly perPartner: number;
}

export interface OutboxStore {
  /** Adds a row, or makes an equal waiting one (kind, heiId, partnerHeiId, objectId) due at the earlier of both times. */
  add(rows: readonly Pick<Delivery, "kind" | "heiId" | "partnerHeiId" | "objectId" | "dueAt">[]): Promise<void>;
  /** Leases due rows, oldest first within a partner, fairly across partners. Leases that ran out are claimed again. */
  claim(request: ClaimRequest): Promise<readonly Delivery[]>;
  /** Ends the attempt of a leased row. A row that is leased no more (lease lost, ended by another) is left alone: false. */
  finish(delivery: Delivery, next: { readonly state: Exclude<DeliveryState, "leased">; readonly dueAt: Date; readonly reason?: string; readonly exchangeId?: string; readonly endedAt?: Date }): Promise<boolean>;
  /** Puts a row back to waiting, due now: "send again". A delivered row gets a fresh copy instead. */
  again(heiId: HeiId, id: string, now: Date): Promise<Delivery | undefined>;
  get(heiId: HeiId, id: string): Promise<Delivery | undefined>;
  list(heiId: HeiId, filter: DeliveryFilter, page: PageRequest): Promise<Page<Delivery>>;
  /** When the next waiting row is due, or undefined. */
  nextDueAt(): Promise<Date | undefined>;
  /** Rows per state, for the operator. */
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
  /** Removes delivered rows that ended before `before`, in small batches; returns how many. */
  forget(before: Date): Promise<number>;
}

/** When index pulls last succeeded, per institution and partner (PROTOCOL 6.8.4). */
export interface PullStore {
  lastPull(heiId: HeiId, partnerHeiId: HeiId): Promise<{ readonly pulledAt?: Date; readonly sweptAt?: Date } | undefined>;
  pulled(heiId: HeiId, partnerHeiId: HeiId, what: "pull" | "sweep", startedAt: Date): Promise<void>;
}
