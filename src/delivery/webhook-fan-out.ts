import type { WebhookStore } from "../domain/webhooks/model.js";
import type { Clock, Logger } from "../kernel/ports.js";

export interface FanOutParts {
  readonly webhooks: Pick<WebhookStore, "fanOut" | "forget">;
  /** Between two looks at the feed. */
  readonly pollMs: number;
  /** How long messages that were taken, and attempts, are shown. */
  readonly keepDeliveredMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

const FORGET_EVERY_MS = 3_600_000;

/** Brings what is new in the feed on its way to webhooks. Every process that delivers may run it. */
export class WebhookFanOut {
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #running = false;
  #forgottenAt = 0;

  constructor(private readonly parts: FanOutParts) {}

  start(): void {
    this.#running = true;
    this.#next();
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#turn;
  }

  #next(): void {
    if (this.#running) this.#timer = setTimeout(() => { this.#turn = this.#look(); }, this.parts.pollMs).unref();
  }

  async #look(): Promise<void> {
    const { webhooks, keepDeliveredMs, clock, logger } = this.parts;
    const now = clock.now();
    try {
      await webhooks.fanOut(now);
      if (now.getTime() - this.#forgottenAt >= FORGET_EVERY_MS) {
        await webhooks.forget(new Date(now.getTime() - keepDeliveredMs));
        this.#forgottenAt = now.getTime();
      }
    } catch (error) {
      logger.warn("the change feed could not be told to webhooks; it goes on by itself", { error: String(error) });
    }
    this.#next();
  }
}
