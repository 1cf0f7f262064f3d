import type { HeiId } from "../../kernel/ids.js";
import type { AgreementPair, PartnerCopy } from "../agreements/model.js";
import type { IncomingLa } from "../learning-agreements/incoming.js";
import type { Telling } from "../learning-agreements/overview/answer.js";
import type { OutgoingLa } from "../learning-agreements/outgoing.js";
import type { Imobility, Omobility } from "../nominations/model.js";
import type { OutgoingTranscript } from "../transcripts/outgoing/model.js";
import type { Receipt } from "../transcripts/ports.js";
import type { EndedDelivery } from "./items/delivery.js";
import type { IncomingContext, OutgoingContext } from "./items/nomination.js";
import type { InboxKind } from "./model.js";

/** A record that may be somebody's turn. */
export interface Candidate {
  readonly kind: InboxKind;
  readonly partnerHeiId: HeiId;
  readonly objectId: string;
  /** Differs after every change of the record, or of what else its item is made of. */
  readonly version: string;
}

/** A candidate's record with what else its item is made of. */
export type OpenRecord =
  | { readonly kind: "agreement"; readonly pair: AgreementPair }
  | { readonly kind: "incoming-copy"; readonly copy: PartnerCopy }
  | { readonly kind: "outgoing-nomination"; readonly own: Omobility; readonly context: OutgoingContext }
  | { readonly kind: "incoming-nomination"; readonly known: Imobility; readonly context: IncomingContext }
  | { readonly kind: "outgoing-learning-agreement"; readonly la: OutgoingLa }
  | { readonly kind: "incoming-learning-agreement"; readonly la: IncomingLa; readonly telling?: Telling }
  | { readonly kind: "outgoing-transcript"; readonly outgoing: OutgoingTranscript; readonly unitId?: string }
  | { readonly kind: "incoming-transcript"; readonly receipt: Receipt; readonly unitId?: string }
  | { readonly kind: "delivery"; readonly delivery: EndedDelivery };

export interface InboxSource {
  /** Every record of this institution that can be open; mobilities from academic years that begin in `fromYear` or later. */
  candidates(heiId: HeiId, fromYear: number): Promise<readonly Candidate[]>;
  /** The records of these candidates, all of one kind; those that are gone by now are left out. */
  load(heiId: HeiId, kind: InboxKind, candidates: readonly Candidate[]): Promise<readonly OpenRecord[]>;
}
