import type { Clock, Logger } from "../kernel/ports.js";
import { partsOfPull, PULL_KINDS } from "../outbox/model.js";
import type { LongestWaits, OutboxStore, PullStore } from "../outbox/ports.js";
import { longestWaits, type RetryPolicy } from "./retry-policy.js";

export interface ScheduleParts {
  readonly pulls: Pick<PullStore, "schedule">;
  readonly outbox: Pick<OutboxStore, "correct" | "forget">;
  readonly retry: RetryPolicy;
  readonly leaseMs: number;
  readonly pullEveryMs: number;
  readonly sweepEveryMs: number;
  /** Delivered rows are kept this long. */
  readonly keepDeliveredMs: number;
  /** Rows that were given up and that nobody dealt with are kept this long. */
  readonly keepFailedMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Between two looks at what is to be done; the intervals themselves are kept in the store. */
const TICK_MS = 30_000;

/**
 * Adds the periodic look-ups at partners (PROTOCOL 6.8.4), clears away what was delivered long ago, and puts right what a clock that
 * was ahead has left. Every process may run it: the store sees to it that each interval has one row per partnership.
 */
export class Schedule {
  #timer: NodeJS.Timeout | undefined;
  #tick: Promise<void> = Promise.resolve();
  readonly #waits: LongestWaits;

  constructor(private readonly parts: ScheduleParts) {
    this.#waits = { leaseMs: parts.leaseMs, waitsMs: longestWaits(parts.retry) };
  }

  start(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => this.#queue(), Math.min(TICK_MS, this.parts.pullEveryMs, this.parts.sweepEveryMs));
    this.#queue();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#tick;
  }

  #queue(): void {
    this.#tick = this.#tick.then(() => this.#run()).catch((error: unknown) => {
      this.parts.logger.warn("the periodic look-ups could not be planned; the next minute tries again", { error: String(error) });
    });
  }

  async #run(): Promise<void> {
    const { pulls, outbox, clock, logger, pullEveryMs, sweepEveryMs, keepDeliveredMs, keepFailedMs } = this.parts;
    for (const kind of PULL_KINDS) await pulls.schedule(kind, clock.now(), partsOfPull(kind)[0] === "sweep" ? sweepEveryMs : pullEveryMs);
    const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);
    await outbox.forget({ delivered: ago(keepDeliveredMs), failed: ago(keepFailedMs) });
    const corrected = await outbox.correct(clock.now(), this.#waits);
    if (corrected > 0) logger.warn("deliveries were due later than they can be, as if a clock had been ahead; they are due now", { deliveries: corrected });
  }
}
