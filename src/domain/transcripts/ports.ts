import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { Change } from "../changes.js";
import type { Page, PageRequest } from "../page.js";
import type { RecognitionDecision } from "../recognition/model.js";
import type { ReceivedTranscript, ReceivedVersion, Transcript, TranscriptKey } from "./model.js";
import type { OutgoingTranscriptStore } from "./outgoing/ports.js";
import type { Standing } from "./standing.js";
import type { SignatureFinding } from "./receive-rules.js";

/** What is to be saved of a partner's transcript and of what we recognise of it. */
export interface ReceiptDecision {
  readonly received?: ReceivedTranscript;
  readonly decision?: RecognitionDecision;
  readonly changes: readonly Change[];
}

export interface FoundReceipt {
  readonly received?: ReceivedTranscript;
  /** The newest one. */
  readonly decision?: RecognitionDecision;
  /** The version that it was made on. */
  readonly decidedOn?: Transcript;
}

/** A partner's transcript with the newest decision on it. */
export type Receipt = Omit<FoundReceipt, "decidedOn"> & { readonly received: ReceivedTranscript };

/** The same, held against what is agreed now. */
export type CheckedReceipt = Receipt & {
  /** The learning agreement or our own grades changed so that it would be decided otherwise now. */
  readonly isOutdated: boolean;
};

export interface ReceivedFilter {
  /** Only what belongs to one of these units of ours. */
  readonly unitIds?: readonly string[];
  readonly partnerHeiId?: HeiId;
  /** The year that the transcript names. */
  readonly academicYearId?: string;
  /** Any of these. */
  readonly standings?: readonly Standing[];
}

export interface TranscriptStore extends OutgoingTranscriptStore {
  /** Load, decide, commit, alone among the decisions of the partnership; `now` never runs backwards within it. */
  decideReceived<D extends ReceiptDecision>(key: TranscriptKey, decide: (found: FoundReceipt, now: Date) => D): Promise<D>;
  received(key: TranscriptKey): Promise<ReceivedTranscript | undefined>;
  /** In the order of partner and id. */
  listReceived(heiId: HeiId, filter: ReceivedFilter, page: PageRequest): Promise<Page<Receipt>>;
  /** Ids of a partner's transcripts that it served when it was last asked. */
  knownOf(heiId: HeiId, partnerHeiId: HeiId): Promise<readonly OmobilityId[]>;
  /** Every version, newest first. */
  receivedVersions(key: TranscriptKey): Promise<readonly ReceivedVersion[]>;
  /** Every decision, newest first. */
  decisions(key: TranscriptKey): Promise<readonly RecognitionDecision[]>;
  /** All that happened to the mobility, newest first. */
  timeline(heiId: HeiId, mobility: { readonly sendingHeiId: HeiId; readonly omobilityId: OmobilityId }): Promise<readonly Change[]>;
}

/** A partner's transcript as one exchange brought it. */
export interface FetchedTranscript {
  readonly transcript: Transcript;
  readonly signature: SignatureFinding;
  readonly exchangeId: string;
}

/** Calls to partners. They fail with `PartnerFailure`. */
export interface PartnerTranscripts {
  /** Undefined when the partner serves none to us. */
  fetch(heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId): Promise<FetchedTranscript | undefined>;
  index(heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly OmobilityId[]>;
}
