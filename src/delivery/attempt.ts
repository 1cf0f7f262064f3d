import { PartnerFailure } from "../domain/partner-failure.js";
import type { Logger } from "../kernel/ports.js";
import type { Delivery, Outcome } from "../outbox/model.js";
import { handlersOf, type DeliveryPorts } from "./handlers.js";

/** One try at what a row asks for. Never rejects: every failure is an outcome. */
export type Attempt = (delivery: Delivery) => Promise<Outcome>;

const OWN_TROUBLE = "This node had a problem of its own; it will try again.";

/** The failing side decides whether trying again can help; what nobody foresaw is our own trouble, which may pass. */
export const attemptWith = (ports: DeliveryPorts, logger: Logger): Attempt => {
  const handlers = handlersOf(ports);
  return async (delivery) => {
    try {
      const exchangeId = await handlers[delivery.kind](delivery);
      return { result: "delivered", ...(exchangeId && { exchangeId }) };
    } catch (error) {
      if (error instanceof PartnerFailure) return { result: error.retry ? "retry" : "stopped", reason: error.reason, ...(error.exchangeId !== undefined && { exchangeId: error.exchangeId }) };
      logger.error("a delivery failed for a reason of our own", { delivery: delivery.id, kind: delivery.kind, partner: delivery.partnerHeiId, error: String(error) });
      return { result: "retry", reason: OWN_TROUBLE, ours: true };
    }
  };
};
