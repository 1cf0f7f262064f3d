import { PartnerFailure } from "../domain/partner-failure.js";
import type { Logger } from "../kernel/ports.js";
import { type Delivery, type DeliveryKind, NOTIFICATION_KINDS, type Outcome } from "../outbox/model.js";
import { handlersOf, type DeliveryPorts } from "./handlers.js";

/** One try at what a row asks for. Never rejects: every failure is an outcome. */
export type Attempt = (delivery: Delivery) => Promise<Outcome>;

const NOTIFICATIONS: ReadonlySet<DeliveryKind> = new Set(NOTIFICATION_KINDS);

/**
 * A notification that was answered by something that is no EWP answer, e.g. the page of a proxy under maintenance, may not have
 * arrived: it is sent again, since a second one does no harm. Only a refusal ends it (PROTOCOL 6.8.2).
 */
const mayTryAgain = ({ kind }: Delivery, { retry, status }: PartnerFailure): boolean => retry || (NOTIFICATIONS.has(kind) && status !== undefined && status < 400);

const OWN_TROUBLE = "This node had a problem of its own; it will try again.";

/** The failing side decides whether trying again can help; what nobody foresaw is our own trouble, which may pass. */
export const attemptWith = (ports: DeliveryPorts, logger: Logger): Attempt => {
  const handlers = handlersOf(ports);
  return async (delivery) => {
    try {
      const exchangeId = await handlers[delivery.kind](delivery);
      return { result: "delivered", ...(exchangeId && { exchangeId }) };
    } catch (error) {
      if (error instanceof PartnerFailure) return { result: mayTryAgain(delivery, error) ? "retry" : "stopped", reason: error.reason, ...(error.exchangeId !== undefined && { exchangeId: error.exchangeId }) };
      logger.error("a delivery failed for a reason of our own", { delivery: delivery.id, kind: delivery.kind, partner: delivery.partnerHeiId, error: String(error) });
      return { result: "retry", reason: OWN_TROUBLE, ours: true };
    }
  };
};
