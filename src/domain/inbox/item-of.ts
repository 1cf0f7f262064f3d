import { agreementItem, incomingCopyItem } from "./items/agreement.js";
import { deliveryItem } from "./items/delivery.js";
import { incomingLaItem, outgoingLaItem } from "./items/learning-agreement.js";
import { incomingNominationItem, outgoingNominationItem } from "./items/nomination.js";
import { incomingTranscriptItem, outgoingTranscriptItem } from "./items/transcript.js";
import type { OpenItem } from "./model.js";
import type { OpenRecord } from "./ports.js";

/** What a record asks for; undefined when it is nobody's turn. */
export const itemOf = (record: OpenRecord): OpenItem | undefined => {
  switch (record.kind) {
    case "agreement": return agreementItem(record.pair);
    case "incoming-copy": return incomingCopyItem(record.copy);
    case "outgoing-nomination": return outgoingNominationItem(record.own, record.context);
    case "incoming-nomination": return incomingNominationItem(record.known, record.context);
    case "outgoing-learning-agreement": return outgoingLaItem(record.la);
    case "incoming-learning-agreement": return incomingLaItem(record.la, record.telling);
    case "outgoing-transcript": return outgoingTranscriptItem(record.outgoing, record.unitId);
    case "incoming-transcript": return incomingTranscriptItem(record.receipt, record.unitId);
    case "delivery": return deliveryItem(record.delivery);
  }
};
