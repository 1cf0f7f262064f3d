import type { Clock, Logger, Random } from "../kernel/ports.js";
import type { HeiId } from "../kernel/ids.js";
import type { Delivery, DeliveryKind, Outcome } from "../outbox/model.js";
import type { AttemptEnd, OutboxStore } from "../outbox/ports.js";
import type { Attempt } from "./attempt.js";
import type { CircuitBreaker } from "./circuit-breaker.js";
import type { Work } from "./queue/queue.js";
import { nextAttempt, type RetryPolicy } from "./retry-policy.js";

/** How many objects the partner takes by one call for rows of this kind; 1 where each is asked for by itself. */
export type ObjectsPerCall = (kind: DeliveryKind, partner: HeiId) => number;

export interface WorkerParts {
  readonly outbox: Pick<OutboxStore, "hold" | "finish" | "takeAlong">;
  readonly attempt: Attempt;
  readonly objectsPerCall: ObjectsPerCall;
  readonly breaker: CircuitBreaker;
  readonly retry: RetryPolicy;
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * Works on one leased row from the queue to its end: hold the lease, try, note the outcome. What the same call can ask for is taken
 * along, each row under a lease and to an end of its own. Never rejects.
 */
export const workOn = (parts: WorkerParts): Work => (delivery) => noted(parts.logger, delivery, async () => {
  const lease = await Lease.take(parts, delivery);
  if (!lease) return;
  const others = await takeAlong(parts, delivery);
  // They are asked for by one call, whose failure counts once.
  const lead = noted(parts.logger, delivery, () => tryOut(parts, delivery, lease, (outcome) => noteHealth(parts.breaker, delivery, outcome)));
  await Promise.all([lead, ...others.map((other) => noted(parts.logger, other, () => tryOut(parts, other, Lease.given(parts, other))))]);
});

/** A row whose outcome cannot be noted stays leased and is tried again when the lease ends: at least once, never lost. */
const noted = async (logger: Logger, { id }: Delivery, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    logger.error("the outcome of a delivery could not be noted", { delivery: id, error: String(error) });
  }
};

/** Nothing for a partner that was silent lately, which gets one attempt at a time. */
const takeAlong = async (parts: WorkerParts, delivery: Delivery): Promise<readonly Delivery[]> => {
  const { outbox, objectsPerCall, breaker, clock } = parts;
  const most = objectsPerCall(delivery.kind, delivery.partnerHeiId) - 1;
  if (most < 1 || breaker.silent().includes(delivery.partnerHeiId)) return [];
  // Without a database there is nobody to take along, and the row itself finds out by itself.
  return outbox.takeAlong(delivery, { now: clock.now(), until: leaseEnd(parts), most }).catch(() => []);
};

const tryOut = async (parts: WorkerParts, delivery: Delivery, lease: Lease, heard?: (outcome: Outcome) => void): Promise<void> => {
  const outcome = await parts.attempt(delivery).finally(() => lease.rest());
  heard?.(outcome);
  const end = endOf(parts, delivery, outcome);
  const isNoted = await parts.outbox.finish(await lease.delivery(), end);
  logEnd(parts.logger, delivery, { outcome, end, noted: isNoted });
};

/** Part of a lease that is left: more than the time until the first renewal. */
const FRESH = 0.75;

/** A lease that is renewed while the attempt goes on. A row that was leased anew meanwhile belongs to another. */
class Lease {
  #held: Promise<Delivery>;
  readonly #beat: NodeJS.Timeout;

  private constructor(private readonly parts: WorkerParts, held: Delivery) {
    this.#held = Promise.resolve(held);
    this.#beat = setInterval(() => this.#renew(), parts.leaseMs / 2).unref();
  }

  /** A lease that was given a moment ago needs no renewal before the first beat; one that has waited in a queue may be lost. */
  static async take(parts: WorkerParts, delivery: Delivery): Promise<Lease | undefined> {
    const isFresh = delivery.dueAt.getTime() - parts.clock.now().getTime() > FRESH * parts.leaseMs;
    const held = isFresh ? delivery : await parts.outbox.hold(delivery, leaseEnd(parts));
    return held && new Lease(parts, held);
  }

  /** A lease that was given just now. */
  static given(parts: WorkerParts, delivery: Delivery): Lease {
    return new Lease(parts, delivery);
  }

  /** The row under its present lease. */
  delivery(): Promise<Delivery> {
    return this.#held;
  }

  rest(): void {
    clearInterval(this.#beat);
  }

  /** When the database is away the lease may be lost, and what comes of the attempt then counts for nothing. */
  #renew(): void {
    this.#held = this.#held.then(async (held) => (await this.parts.outbox.hold(held, leaseEnd(this.parts)).catch(() => undefined)) ?? held);
  }
}

const leaseEnd = ({ clock, leaseMs }: WorkerParts): Date => new Date(clock.now().getTime() + leaseMs);

const noteHealth = (breaker: CircuitBreaker, { partnerHeiId }: Delivery, outcome: Outcome): void => {
  if (outcome.result !== "retry") breaker.answered(partnerHeiId);
  else if (!outcome.ours) breaker.failed(partnerHeiId);
};

const endOf = ({ clock, random, retry }: WorkerParts, delivery: Delivery, outcome: Outcome): AttemptEnd => {
  const at = clock.now();
  const facts = { ...("reason" in outcome && { reason: outcome.reason }), ...(outcome.exchangeId !== undefined && { exchangeId: outcome.exchangeId }) };
  if (outcome.result !== "retry") return { ...facts, state: outcome.result, dueAt: at, endedAt: at };
  const dueAt = nextAttempt(retry, { attempts: delivery.attempts + 1, createdAt: delivery.createdAt, at }, random.fraction());
  return dueAt ? { ...facts, state: "waiting", dueAt } : { ...facts, state: "expired", dueAt: at, endedAt: at };
};

/** What needs a person is a warning; the rest is routine. */
const logEnd = (logger: Logger, delivery: Delivery, { outcome, end, noted }: { outcome: Outcome; end: AttemptEnd; noted: boolean }): void => {
  const facts = { delivery: delivery.id, kind: delivery.kind, partner: delivery.partnerHeiId, attempts: delivery.attempts + 1, result: outcome.result, reason: end.reason };
  if (!noted) logger.warn("a delivery lost its lease while it was tried; its outcome counts for nothing", facts);
  else if (end.state === "stopped" || end.state === "expired") logger.warn(`delivery ${end.state}: a person has to look at it`, facts);
  else logger.debug("delivery tried", facts);
};
