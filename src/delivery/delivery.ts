import type { WebhookStore } from "../domain/webhooks/model.js";
import type { Clock, Logger, Random } from "../kernel/ports.js";
import type { HeiId } from "../kernel/ids.js";
import type { OutboxStore, PullStore, SurveyStore } from "../outbox/ports.js";
import { attemptWith } from "./attempt.js";
import { CircuitBreaker } from "./circuit-breaker.js";
import type { DeliveryPorts } from "./handlers.js";
import type { Queue } from "./queue/queue.js";
import { Relay } from "./relay.js";
import type { RetryPolicy } from "./retry-policy.js";
import { Schedule } from "./schedule.js";
import { Survey } from "./survey.js";
import { WebhookFanOut } from "./webhook-fan-out.js";
import { type ObjectsPerCall, workOn } from "./worker.js";

export interface DeliverySettings {
  readonly retry: RetryPolicy;
  /** Time for which a row belongs to the process that began it; renewed while it is worked on. */
  readonly leaseMs: number;
  /** Rows of one partner under way at the same time, in all processes together. */
  readonly perPartner: number;
  readonly pollMs: number;
  readonly pullEveryMs: number;
  readonly sweepEveryMs: number;
  readonly surveyGapMs: number;
  readonly surveyEveryMs: number;
  readonly keepDeliveredMs: number;
  readonly keepFailedMs: number;
}

export interface DeliveryParts {
  readonly outbox: OutboxStore;
  readonly pulls: PullStore;
  readonly surveys: SurveyStore;
  readonly webhooks: Pick<WebhookStore, "fanOut" | "forget">;
  /** Institutions that the catalogue shows with an index of agreements. */
  readonly offering: () => readonly HeiId[];
  readonly ports: Omit<DeliveryPorts, "pulls" | "surveys" | "clock">;
  readonly objectsPerCall: ObjectsPerCall;
  readonly queue: Queue;
  readonly settings: DeliverySettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Everything that leaves or is looked up by itself. */
export interface DeliveryService {
  start(): Promise<void>;
  /** Ends the attempts under way, gives back what was not begun, and leases nothing more. */
  stop(): Promise<void>;
  /** There may be something to send: to be called after commits of this process. */
  wake(): void;
}

/** Relay, queue, worker, schedule, survey and webhooks around one outbox. */
export const createDelivery = ({ ports, queue, settings, ...parts }: DeliveryParts): DeliveryService => {
  const breaker = new CircuitBreaker();
  const { outbox, pulls, surveys, clock, logger } = parts;
  const attempt = attemptWith({ ...ports, pulls, surveys, clock }, logger);
  const relay = new Relay({ ...parts, ...settings, queue, breaker });
  const schedule = new Schedule({ ...settings, pulls, outbox, clock, logger });
  const survey = new Survey({ ...parts, ...settings });
  const fanOut = new WebhookFanOut({ ...parts, ...settings });
  return {
    start: async () => {
      await queue.start(workOn({ ...parts, ...settings, attempt, breaker }), () => relay.wake());
      relay.start();
      schedule.start();
      survey.start();
      fanOut.start();
    },
    stop: async () => {
      await Promise.all([schedule.stop(), survey.stop(), fanOut.stop()]);
      await relay.stop();
      const left = await queue.stop();
      await outbox.release(left, clock.now());
    },
    wake: () => relay.wake(),
  };
};
