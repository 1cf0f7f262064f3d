import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { Change } from "../changes.js";
import type { Student } from "../mobilities/student.js";
import type { Page, PageRequest } from "../page.js";
import type { Activity, AgreementInForce, Imobility, NominationStatus, Omobility, ReceivedVersion, Stay, Verdict } from "./model.js";
import type { OlderStatus, OlderVerdict, Workflow } from "./older-facts.js";
import type { SeatCount } from "./seats/ledger.js";
import type { FetchedNomination, ImobilityDecision } from "./transitions/imobility.js";
import type { OmobilityDecision } from "./transitions/omobility.js";

/** One mobility of one partnership. */
export interface Scope {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly id: OmobilityId;
}

export interface MobilityFilter {
  /** Only what belongs to one of these units of ours. */
  readonly unitIds?: readonly string[];
  readonly partnerHeiId?: HeiId;
  readonly statuses?: readonly NominationStatus[];
  readonly academicYear?: string;
  /** Our id of the agreement that gives the place. */
  readonly agreementId?: string;
  /** Outgoing ones only. */
  readonly stage?: Omobility["stage"];
  /** Outgoing ones only: only what a number of the statistics counts: what it counts as has all these words. */
  readonly counted?: readonly string[];
}

/** As omobilities `index` asks. */
export interface IndexFilter {
  readonly academicYear?: string;
  readonly changedSince?: Date;
  readonly globalId?: string;
  readonly activity?: Activity;
  /** Also what went ahead since then: its learning agreement or its recognition changed. */
  readonly withProgress?: true;
}

/** Who is nominated where and for when. */
export interface Nominated extends Pick<Omobility, "id" | "partnerHeiId" | "status"> {
  readonly academicYear: string;
  readonly term?: string | undefined;
  readonly student: Pick<Student, "globalId" | "birthDate" | "givenNames" | "familyNames">;
}

export interface NominationStore {
  /**
   * Load, decide, commit: state, versions, timeline and deliveries in one transaction. `decide` is pure and may throw to refuse. Decisions
   * of one partnership never run side by side, and `now` never runs backwards within it.
   */
  decideOmobility<D extends OmobilityDecision>(scope: Scope, decide: (found: Omobility | undefined, now: Date) => D): Promise<D>;
  decideImobility<D extends ImobilityDecision>(scope: Scope, decide: (found: Imobility | undefined, now: Date) => D): Promise<D>;
  omobility(heiId: HeiId, id: OmobilityId): Promise<Omobility | undefined>;
  imobility(heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<Imobility | undefined>;
  omobilities(heiId: HeiId, filter: MobilityFilter, page: PageRequest): Promise<Page<Omobility>>;
  imobilities(heiId: HeiId, filter: MobilityFilter, page: PageRequest): Promise<Page<Imobility>>;

  /** What a partner may fetch of us: nominations of this partnership that were sent. */
  sentTo(heiId: HeiId, partnerHeiId: HeiId, ids: readonly OmobilityId[]): Promise<readonly Omobility[]>;
  /** Ids of what a partner may fetch. Never under-reports. */
  indexFor(heiId: HeiId, partnerHeiId: HeiId, filter: IndexFilter): Promise<readonly OmobilityId[]>;
  /** Nominations of this partner that we know, by its ids. */
  known(heiId: HeiId, partnerHeiId: HeiId, ids: readonly OmobilityId[]): Promise<readonly Imobility[]>;
  /** Outgoing nominations to these partners, as far as a repeated one is told by it. */
  nominated(heiId: HeiId, partnerHeiIds: readonly HeiId[]): Promise<readonly Nominated[]>;
  /** How far approved ones are: a first learning agreement approved by both, or the results recognised. Others are left out. */
  progress(heiId: HeiId, ids: readonly OmobilityId[]): Promise<ReadonlyMap<OmobilityId, Extract<OlderStatus, "live" | "recognized">>>;
  /** Outgoing nominations by the receiving institution's academic year, drafts left out, the oldest year first (PROTOCOL 6.7). */
  statistics(heiId: HeiId): Promise<readonly { readonly academicYear: string; readonly pending: number; readonly approved: number }[]>;
  /** How many nominations stand for one kind of place: pending and approved ones. */
  seatCounts(heiId: HeiId, direction: "outgoing" | "incoming", filter: { readonly partnerHeiId?: HeiId; readonly academicYear?: string }): Promise<readonly SeatCount[]>;

  /** Everything that the partner could see of a nomination of ours, newest first. */
  sentVersions(heiId: HeiId, id: OmobilityId): Promise<readonly Omobility[]>;
  /** Every version of a partner's nomination, newest first. */
  receivedVersions(heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<readonly ReceivedVersion[]>;
  /** What happened to a mobility, newest first. */
  timeline(heiId: HeiId, mobility: { readonly sendingHeiId: HeiId; readonly omobilityId: OmobilityId }): Promise<readonly Change[]>;
}

/** Calls to partners. They fail with `PartnerFailure` (domain/partner-failure.ts). */
export interface PartnerNominations {
  /** By which workflow the partner can be spoken to now; undefined when it has no nominations. */
  workflow(partnerHeiId: HeiId): Workflow | undefined;
  /** False for what the catalogue does not know; while there is no catalogue nobody can tell, so it is true. */
  isListed(this: void, partnerHeiId: HeiId): boolean;
  /** Ids that the partner lists for us; none where it does not offer nominations. */
  index(heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly OmobilityId[]>;
  /** The partner's nomination with this id, or undefined when the partner serves none to us. */
  fetch(heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<FetchedNomination | undefined>;
  /** Our decision, to the partner's `update`; resolves with the exchange. A conflict is a failure with status 409. */
  decide(heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId, verdict: Pick<Verdict, "decision" | "proposalId" | "comment">): Promise<string>;
  /** What the partner says of the stay of a student of ours, in the older workflow with its verdict; undefined when it knows nothing of it. */
  stay(heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<(Stay & { readonly exchangeId: string; readonly verdict?: OlderVerdict }) | undefined>;
}

export interface AgreementsInForce {
  inForceWith(heiId: HeiId, partnerHeiId?: HeiId): Promise<readonly AgreementInForce[]>;
}
