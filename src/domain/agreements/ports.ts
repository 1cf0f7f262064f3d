import type { HeiId, IiaId, Sha256Hex } from "../../kernel/ids.js";
import type { AgreementChange } from "../changes.js";
import type { Page, PageRequest } from "../page.js";
import type { Agreement, AgreementCopy, AgreementPair, PartnerCopy } from "./model.js";

/** The iia-hash of a copy and the text that was hashed (PROTOCOL 6.2); pure, provided by the newest IIAs API. Throws when the copy cannot be served. */
export type HashCopy = (copy: AgreementCopy) => { readonly hash: Sha256Hex; readonly text: string };

/** What a decision is about: an own agreement, a partner's copy, or both. Decisions of one partnership never run side by side. */
export interface Scope {
  readonly heiId: HeiId;
  readonly own?: IiaId;
  readonly theirs?: { readonly partnerHeiId: HeiId; readonly iiaId: IiaId };
}

/** What the store found in a scope. */
export interface Found {
  /** The agreement named by `own`; tombstones included. */
  readonly own?: Agreement;
  /** The partner's copy named by `theirs`, else the one that `own` is bound to. */
  readonly theirs?: PartnerCopy;
  /** The agreement that the partner's copy named by `theirs` is bound to; may be the same as `own`. */
  readonly linked?: Agreement;
}

/** What is to be saved; all of it with its changes in one commit. Only what really changed is listed. */
export interface Decision {
  readonly agreements?: readonly Agreement[];
  readonly partnerCopies?: readonly PartnerCopy[];
  readonly changes: readonly AgreementChange[];
}

export interface AgreementFilter {
  /** Only what belongs to one of these units of ours. */
  readonly unitIds?: readonly string[];
  readonly partnerHeiId?: HeiId;
  readonly stages?: readonly Agreement["stage"][];
  /** Agreements with some condition valid in at least one of these academic years. */
  readonly academicYears?: readonly string[];
  /** Changed at this moment or later. */
  readonly changedSince?: Date;
}

export interface PartnerCopyFilter {
  readonly partnerHeiId?: HeiId;
  /** true: only copies bound to an agreement; false: only those waiting to be linked. */
  readonly linked?: boolean;
  readonly gone?: boolean;
}

export interface AgreementStore {
  /**
   * Load, decide, commit: state, timeline and deliveries in one transaction. `decide` is pure and may throw to refuse.
   * `now` was asked for inside the lock of the partnership and never runs backwards within it: use it for `changedAt`, so that
   * an index filtered by `modified_since` never under-reports. Throws `EwpError` 409 when a unique rule is broken by a concurrent writer.
   */
  decide<D extends Decision>(scope: Scope, decide: (found: Found, now: Date) => D): Promise<D>;
  get(heiId: HeiId, id: IiaId): Promise<AgreementPair | undefined>;
  list(heiId: HeiId, filter: AgreementFilter, page: PageRequest): Promise<Page<AgreementPair>>;
  partnerCopy(heiId: HeiId, partnerHeiId: HeiId, iiaId: IiaId): Promise<PartnerCopy | undefined>;
  partnerCopies(heiId: HeiId, filter: PartnerCopyFilter, page: PageRequest): Promise<Page<PartnerCopy & { readonly linkedTo?: IiaId }>>;

  /** What a partner may fetch of us: shared agreements of this partnership, by our ids. */
  sharedWith(heiId: HeiId, partnerHeiId: HeiId, ids: readonly IiaId[]): Promise<readonly Agreement[]>;
  /** The present revision of one agreement if `sharedWith` would give it, else undefined: for what is kept by revision. */
  sharedRevision(heiId: HeiId, partnerHeiId: HeiId, id: IiaId): Promise<number | undefined>;
  /** Ids of what a partner may fetch, filtered as IIAs `index` asks (PROTOCOL 5.8). Never under-reports. */
  indexFor(heiId: HeiId, partnerHeiId: HeiId, filter: Pick<AgreementFilter, "academicYears" | "changedSince">): Promise<readonly IiaId[]>;
  /** Our approvals of a partner's copies, by the partner's ids. */
  approvalsOf(heiId: HeiId, partnerHeiId: HeiId, partnerIiaIds: readonly IiaId[]): Promise<readonly { readonly partnerIiaId: IiaId; readonly hash: Sha256Hex; readonly pdfFileId?: string }[]>;
  statistics(heiId: HeiId): Promise<AgreementStatistics>;

  /** Every version of our copy, newest first. */
  ownVersions(heiId: HeiId, id: IiaId): Promise<readonly Agreement["mine"][]>;
  /** Every version of a partner's copy, newest first. */
  partnerVersions(heiId: HeiId, partnerHeiId: HeiId, iiaId: IiaId): Promise<readonly PartnerCopy["current"][]>;
  /** What happened to an agreement, newest first. */
  timeline(heiId: HeiId, id: IiaId): Promise<readonly AgreementChange[]>;
}

/** Counters of PROTOCOL 6.7. */
export interface AgreementStatistics {
  readonly fetchable: number;
  readonly localUnapprovedPartnerApproved: number;
  readonly localApprovedPartnerUnapproved: number;
  readonly bothApproved: number;
}

/** A partner's copy as one exchange brought it. */
export interface FetchedCopy {
  readonly iiaId: IiaId;
  readonly copy: AgreementCopy;
  /** Computed by us from the received document. */
  readonly hash: Sha256Hex;
  readonly declaredHash: string;
  readonly validForApproval: boolean;
  readonly exchangeId: string;
}

/** Calls to partners. They fail with `PartnerFailure` (domain/partner-failure.ts). */
export interface PartnerAgreements {
  /** The partner's copy with this id, or undefined when the partner serves none to us. */
  fetch(heiId: HeiId, partnerHeiId: HeiId, iiaId: IiaId): Promise<FetchedCopy | undefined>;
  /** Ids that the partner lists for us; all of them when `since` is absent. */
  index(heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly IiaId[]>;
  /** The partner's approval of our copy, or undefined when there is none. */
  approval(heiId: HeiId, partnerHeiId: HeiId, ourIiaId: IiaId): Promise<{ readonly hash: Sha256Hex; readonly pdfFileId?: string; readonly exchangeId: string } | { readonly exchangeId: string; readonly hash?: undefined }>;
}

/** What our own copies may refer to; asked before a copy leaves. */
export interface OwnReferences {
  /** Those of `ounitIds` that this institution does not publish as units. */
  unknownOunits(heiId: HeiId, ounitIds: readonly string[]): Promise<readonly string[]>;
  hasFile(heiId: HeiId, fileId: string): Promise<boolean>;
}

/** The APIs that an agreement needs on the partner's side. */
export const AGREEMENT_APIS = ["iias", "iias-approval", "iia-cnr", "iia-approval-cnr"] as const;
export type AgreementApi = (typeof AGREEMENT_APIS)[number];

/** What the catalogue says of an institution. */
export interface PartnerFacts {
  readonly inCatalogue: boolean;
  /** In a version that we speak. */
  readonly apis: readonly AgreementApi[];
  /** For people. */
  readonly name?: string;
}

export interface PartnerDirectory {
  /** Facts of any institution of the network, our own included. */
  facts(heiId: HeiId): Promise<PartnerFacts>;
}

/** What is told and looked up because of agreements. */
export const AGREEMENT_DELIVERIES = ["iia-cnr", "iia-approval-cnr", "refresh-iia", "refresh-iia-approval", "pull-iias", "sweep-iias"] as const;

/** How far the telling of one object has got; rows of the outbox fit. */
export interface DeliveryFact {
  readonly kind: (typeof AGREEMENT_DELIVERIES)[number];
  readonly objectId: string;
  readonly state: "waiting" | "leased" | "delivered" | "stopped" | "expired";
  /** Finished attempts. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly endedAt?: Date;
  /** Why the last attempt failed, for an officer. */
  readonly reason?: string;
}

export interface DeliveryFacts {
  /** The newest row of each kind for each of these objects of one partner; among them the questions to its index, which are about no object. */
  latest(heiId: HeiId, partnerHeiId: HeiId, objectIds: readonly string[]): Promise<readonly DeliveryFact[]>;
}

/** A fault of a partner that the network's monitoring should hear of (PROTOCOL 6.9). No personal data, no ids. */
export interface PartnerFault {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly api: "iias" | "iias-approval";
  readonly message: string;
}

/** Called and forgotten: never throws, never waits. */
export type ReportFault = (fault: PartnerFault) => void;
