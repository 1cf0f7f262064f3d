import type { Page, PageRequest } from "../domain/page.js";
import type { HeiId } from "../kernel/ids.js";
import type { Delivery, DeliveryKind, DeliveryState, PeriodicApi, PullKind } from "./model.js";

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
  /** Leased rows of one partner, those taken along aside, never exceed this, so that a slow partner cannot hold what belongs to others. */
  readonly perPartner: number;
  /** Partners that get at most one row at a time, since they gave no answer lately. */
  readonly oneAtATime?: readonly HeiId[];
}

/** What a row becomes after an attempt. */
export interface AttemptEnd {
  readonly state: Exclude<DeliveryState, "leased">;
  readonly dueAt: Date;
  readonly reason?: string;
  readonly exchangeId?: string;
  readonly endedAt?: Date;
}

/** What is to be added. */
export type NewDelivery = Pick<Delivery, "kind" | "heiId" | "partnerHeiId" | "objectId" | "dueAt">;

export interface OutboxStore {
  /** Adds a row, or makes an equal waiting one (kind, heiId, partnerHeiId, objectId) due at the earlier of both times. */
  add(rows: readonly NewDelivery[]): Promise<void>;
  /** Leases due rows, within a partner notifications before look-ups and then the oldest first, fairly across partners. Leases that ran out are claimed again. */
  claim(request: ClaimRequest): Promise<readonly Delivery[]>;
  /**
   * Leases, until `until`, the oldest due rows that ask for the same as a leased row: equal but for the object. What asks for several
   * objects by one call takes them along; they do not count against the partner's share.
   */
  takeAlong(delivery: Delivery, taking: { readonly now: Date; readonly until: Date; readonly most: number }): Promise<readonly Delivery[]>;
  /** Renews the lease of a claimed row until `until`; undefined when it is leased no more, or leased anew by another. */
  hold(delivery: Delivery, until: Date): Promise<Delivery | undefined>;
  /** Gives leases back without an attempt: the rows wait again and are due now. */
  release(deliveries: readonly Delivery[], now: Date): Promise<void>;
  /**
   * Ends the attempt of a leased row and counts it. A row that is leased no more (lease lost, ended by another) is left alone: false.
   * A row that is to wait while an equal one waits already becomes one with it.
   */
  finish(delivery: Delivery, end: AttemptEnd): Promise<boolean>;
  /** Puts a row back to waiting, due now: "send again". A delivered row gets a fresh copy instead. */
  again(heiId: HeiId, id: string, now: Date): Promise<Delivery | undefined>;
  get(heiId: HeiId, id: string): Promise<Delivery | undefined>;
  list(heiId: HeiId, filter: DeliveryFilter, page: PageRequest): Promise<Page<Delivery>>;
  /** The newest row of this kind for each of these objects that has any. */
  latest(heiId: HeiId, kind: DeliveryKind, objects: readonly Pick<Delivery, "partnerHeiId" | "objectId">[]): Promise<readonly Delivery[]>;
  /** Rows per state, for the operator. */
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
  /**
   * Makes due now what is due later than it can be, with half a minute's grace: a clock that was ahead has written it, and was put
   * right or stopped. Returns how many.
   */
  correct(now: Date, waits: LongestWaits): Promise<number>;
  /** Since when the row that is due longest is due; in the future when none is, undefined when none waits. */
  oldestDueAt(): Promise<Date | undefined>;
  /** Removes rows that were delivered, or were given up, before these moments, in small batches; returns how many. */
  forget(before: { readonly delivered: Date; readonly failed: Date }): Promise<number>;
}

/** How far ahead a row can be due by right. */
export interface LongestWaits {
  readonly leaseMs: number;
  /** The longest wait after so many finished attempts; the last one also after more. */
  readonly waitsMs: readonly number[];
}

/** Institutions of the network that can be asked, and how often. */
export interface SurveyRequest {
  readonly now: Date;
  /** All that offer an index of agreements; ours are among them, and only those ask. */
  readonly offering: readonly HeiId[];
  /** Between two questions, whoever asks whom. */
  readonly gapMs: number;
  /** Before one that answered is asked again. */
  readonly roundMs: number;
  /** Before one that did not answer is asked again. */
  readonly unansweredMs: number;
}

/**
 * Questions to institutions that agreements were never exchanged with, since a first notification that is lost for good is found by no
 * other look-up (PROTOCOL 6.8.4).
 */
export interface SurveyStore {
  /**
   * Adds a row for one institution of ours and one of the network that are no partners yet and whose turn it is: never asked before asked
   * long ago. False when nobody's turn it is, or when the gap is not over. Any number of processes may call it.
   */
  survey(request: SurveyRequest): Promise<boolean>;
  /** It answered. */
  surveyed(heiId: HeiId, partnerHeiId: HeiId): Promise<void>;
}

/** When periodic look-ups were last asked for and last succeeded, per institution, partner and API (PROTOCOL 6.8.4). */
export interface PullStore {
  /**
   * Adds a row of this kind for every partnership that has objects of this API, unless one was added less than `everyMs` ago or is
   * still under way; returns how many. Any number of processes may call it.
   */
  schedule(kind: PullKind, now: Date, everyMs: number): Promise<number>;
  lastPull(heiId: HeiId, partnerHeiId: HeiId, api: PeriodicApi): Promise<{ readonly pulledAt?: Date; readonly sweptAt?: Date } | undefined>;
  pulled(heiId: HeiId, partnerHeiId: HeiId, kind: PullKind, startedAt: Date): Promise<void>;
}
