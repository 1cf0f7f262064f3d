import type { HeiId } from "../../../kernel/ids.js";
import type { OpenItem } from "../model.js";

/** What could not be told to a partner, or not be read of it. */
export interface EndedDelivery {
  readonly id: string;
  /** As the outbox calls it. */
  readonly kind: string;
  readonly partnerHeiId: HeiId;
  readonly objectId: string;
  readonly state: "stopped" | "expired";
  readonly endedAt: Date;
  /** For an officer to read. */
  readonly reason?: string;
}

const SENTENCES: Readonly<Record<EndedDelivery["state"], string>> = {
  stopped: "The partner's system refused this for good, and it is not tried again by itself. Look at the reason, then send it again.",
  expired: "The partner could not be reached for as long as the node keeps trying. Send it again when the partner is back.",
};

/** A delivery that ended without success and that nothing later has made good. */
export const deliveryItem = ({ id, kind, partnerHeiId, objectId, state, endedAt, reason }: EndedDelivery): OpenItem => ({
  kind: "delivery", partnerHeiId, objectId: id, unitIds: [], turn: "us", code: state, since: endedAt, actions: ["retryDelivery"], sentence: SENTENCES[state],
  data: { delivery: kind, about: objectId, ...(reason !== undefined && { reason }) }, label: kind,
});
