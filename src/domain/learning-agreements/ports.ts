import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { Change } from "../changes.js";
import type { Page, PageRequest } from "../page.js";
import type { IncomingLa, ReceivedLa } from "./incoming.js";
import type { LaDocument, MobilityType } from "./model.js";
import type { LaAnswer, OutgoingLa } from "./outgoing.js";
import type { IncomingLaStatus, OutgoingLaStatus } from "./overview/standing.js";
import type { Decision } from "./transitions/decision.js";

/** One learning agreement. `partnerHeiId` never changes for a mobility. */
export interface LaScope {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly omobilityId: OmobilityId;
}

/** What a partner asks an index for (PROTOCOL 5.17): AND between the filters. */
export interface LaIndexFilter {
  readonly receivingAcademicYear?: string;
  readonly globalId?: string;
  readonly mobilityType?: MobilityType;
  readonly changedSince?: Date;
}

export interface LaFilter {
  /** Only what belongs to one of these units of ours. */
  readonly unitIds?: readonly string[];
  readonly partnerHeiId?: HeiId;
  readonly receivingAcademicYear?: string;
  /** Only what a number of the statistics counts: what it counts as has all these words. */
  readonly counted?: readonly string[];
}
export interface OutgoingLaFilter extends LaFilter {
  readonly statuses?: readonly OutgoingLaStatus[];
}
export interface IncomingLaFilter extends LaFilter {
  readonly statuses?: readonly IncomingLaStatus[];
}

/** A version of what was served, by us or by the partner. */
export interface LaVersion {
  readonly version: number;
  readonly at: Date;
  readonly document: LaDocument;
  /** Of what the partner served. */
  readonly exchangeId?: string;
}

/** Counters of one academic year of the receiving institution (PROTOCOL 6.7). */
export interface OutgoingLaStatistics {
  readonly receivingAcademicYear: string;
  readonly total: number;
  readonly notModifiedAfterApproval: number;
  readonly modifiedAfterApproval: number;
  readonly latestVersionApproved: number;
  readonly latestVersionRejected: number;
  readonly latestVersionAwaiting: number;
}
export interface IncomingLaStatistics {
  readonly receivingAcademicYear: string;
  readonly total: number;
  readonly someVersionApproved: number;
  readonly latestVersionApproved: number;
  readonly latestVersionRejected: number;
  readonly latestVersionAwaiting: number;
}

export interface LaStore {
  /**
   * Load, decide, commit: state, versions, timeline and deliveries in one transaction, one decision of a partnership at a time. `decide` is
   * pure and may throw to refuse; `now` never runs backwards within the partnership.
   */
  decideOutgoing<D extends Decision>(scope: LaScope, decide: (found: OutgoingLa | undefined, now: Date) => D): Promise<D>;
  decideIncoming<D extends Decision>(scope: LaScope, decide: (found: IncomingLa | undefined, now: Date) => D): Promise<D>;

  /** Tombstones included. */
  outgoing(heiId: HeiId, omobilityId: OmobilityId): Promise<OutgoingLa | undefined>;
  incoming(scope: LaScope): Promise<IncomingLa | undefined>;
  listOutgoing(heiId: HeiId, filter: OutgoingLaFilter, page: PageRequest): Promise<Page<OutgoingLa>>;
  listIncoming(heiId: HeiId, filter: IncomingLaFilter, page: PageRequest): Promise<Page<IncomingLa>>;

  /** What these partners may fetch of us, in no particular order. */
  servedTo(heiId: HeiId, partners: readonly HeiId[], ids: readonly OmobilityId[]): Promise<readonly LaDocument[]>;
  /** Ids of what a partner may fetch. Never under-reports. */
  indexFor(heiId: HeiId, partnerHeiId: HeiId, filter: LaIndexFilter): Promise<readonly OmobilityId[]>;
  outgoingStatistics(heiId: HeiId): Promise<readonly OutgoingLaStatistics[]>;
  incomingStatistics(heiId: HeiId): Promise<readonly IncomingLaStatistics[]>;

  /** Newest first. */
  versions(heiId: HeiId, mobility: { readonly sendingHeiId: HeiId; readonly omobilityId: OmobilityId }): Promise<readonly LaVersion[]>;
  /** All that happened to the mobility, newest first. */
  timeline(heiId: HeiId, mobility: { readonly sendingHeiId: HeiId; readonly omobilityId: OmobilityId }): Promise<readonly Change[]>;
}

/** Calls to partners. They fail with `PartnerFailure`. */
export interface PartnerLas {
  /** The partner's agreement, or undefined when it serves none to us. */
  fetch(scope: LaScope): Promise<Pick<ReceivedLa, "document" | "exchangeId"> | undefined>;
  /** Ids that the partner lists for us; all of them without `since`. */
  index(heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly OmobilityId[]>;
  /** Tells our answer; resolves with the exchange. Status 409 says that the proposal is not current. */
  update(scope: LaScope, answer: LaAnswer): Promise<string>;
}
