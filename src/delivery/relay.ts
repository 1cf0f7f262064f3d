import type { Clock, Logger } from "../kernel/ports.js";
import type { OutboxStore } from "../outbox/ports.js";
import type { CircuitBreaker } from "./circuit-breaker.js";
import type { Queue } from "./queue/queue.js";

export interface RelayParts {
  readonly outbox: Pick<OutboxStore, "claim" | "release">;
  readonly queue: Queue;
  readonly breaker: CircuitBreaker;
  readonly leaseMs: number;
  /** Rows of one partner that are leased at the same time. */
  readonly perPartner: number;
  /** Longest time between two looks at the outbox. */
  readonly pollMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Rows of one claim: enough for throughput, few enough that a claim stays short. */
const BATCH = 200;

/** Moves due rows from the outbox to the queue: when woken by a commit or by room in the queue, and by looking now and then. */
export class Relay {
  #running = false;
  #woken = false;
  #wakeUp: () => void = () => undefined;
  #loop: Promise<void> = Promise.resolve();
  #troubled = false;

  constructor(private readonly parts: RelayParts) {}

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#loop = this.#run();
  }

  /** There may be something to do. Cheap: any number of calls is one look. */
  wake(): void {
    this.#woken = true;
    this.#wakeUp();
  }

  /** Resolves when the round under way is over; no further rows are leased. */
  async stop(): Promise<void> {
    this.#running = false;
    this.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (this.#running) {
      this.#woken = false;
      try {
        await this.#round();
        this.#recovered();
      } catch (error) {
        this.#trouble(error);
      }
      if (!this.#woken) await this.#pause();
    }
  }

  /** One look: asks the queue first, so that nothing is leased that cannot be handed over. */
  async #round(): Promise<void> {
    const { outbox, queue, breaker, clock, leaseMs, perPartner } = this.parts;
    const room = Math.min(await queue.room(), BATCH);
    if (room <= 0) return;
    const rows = await outbox.claim({ now: clock.now(), leaseMs, limit: room, perPartner, oneAtATime: breaker.silent() });
    if (rows.length === 0) return;
    try {
      await queue.offer(rows);
    } catch (error) {
      await outbox.release(rows, clock.now());
      throw error;
    }
    if (rows.length === room) this.#woken = true;
  }

  /** Until somebody wakes us, or until it is time to look by ourselves. */
  #pause(): Promise<void> {
    if (this.#woken || !this.#running) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.parts.pollMs);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #trouble(error: unknown): void {
    if (!this.#troubled) this.parts.logger.warn("deliveries are held up and go on by themselves when this is over", { error: String(error) });
    this.#troubled = true;
    this.#woken = false;
  }

  #recovered(): void {
    if (this.#troubled) this.parts.logger.info("deliveries go on");
    this.#troubled = false;
  }
}
