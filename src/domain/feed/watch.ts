import type { Logger } from "../../kernel/ports.js";
import type { ChangeFeed } from "./model.js";

export interface WatchParts {
  readonly feed: Pick<ChangeFeed, "head">;
  readonly logger: Logger;
  /** Between two looks at what other processes committed. */
  readonly everyMs?: number;
}

export interface WaitOptions {
  readonly ms: number;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
}

interface Waiter {
  readonly seen: bigint;
  readonly end: () => void;
}

const EVERY_MS = 1_000;

/** Wakes those who wait for changes: at once after a commit of this process, else within a second. Looks only while somebody waits. */
export class FeedWatch {
  readonly #waiters = new Set<Waiter>();
  #head = 0n;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  #lookAgain = false;
  #closed = false;

  constructor(private readonly parts: WatchParts) {}

  /** True once the process ends: nobody should wait any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when there is something after `seen` (a `head` of a page), when the time is over, or when nobody waits any more. */
  moved(seen: bigint, { ms, signal }: WaitOptions): Promise<void> {
    if (this.#closed || signal.aborted || this.#head > seen) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        this.#waiters.delete(waiter);
        resolve();
      };
      const waiter = { seen, end };
      const timer = setTimeout(end, ms);
      signal.addEventListener("abort", end);
      this.#waiters.add(waiter);
      this.#lookLater();
    });
  }

  /** This process committed something: look at once. */
  wake(): void {
    if (this.#waiters.size > 0) void this.#look();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const { end } of [...this.#waiters]) end();
  }

  #lookLater(): void {
    if (this.#timer || this.#closed || this.#waiters.size === 0) return;
    this.#timer = setTimeout(() => void this.#look(), this.parts.everyMs ?? EVERY_MS).unref();
  }

  async #look(): Promise<void> {
    this.#lookAgain = true;
    if (this.#looking) return;
    this.#looking = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#lookAgain && !this.#closed) {
      this.#lookAgain = false;
      try {
        this.#head = await this.parts.feed.head();
      } catch (error) {
        this.parts.logger.warn("the change feed could not be looked at; the next look follows", { error: String(error) });
      }
      for (const { seen, end } of [...this.#waiters]) if (this.#head > seen) end();
    }
    this.#looking = false;
    this.#lookLater();
  }
}
