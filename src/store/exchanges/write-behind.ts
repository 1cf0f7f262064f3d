import type { Logger } from "../../kernel/ports.js";

/** Limits of what may wait in memory. */
export interface WriteBehindLimits {
  readonly bytes: number;
  readonly items: number;
  /** Items per write. */
  readonly batch: number;
  /** Longest time that an item waits while the writer is idle. */
  readonly delayMs: number;
}

/**
 * A bounded memory in front of a writer. When it is full, because the database is slow or away, the oldest items are dropped and
 * counted in a warning: what is waiting here is a record of what was served, and serving must not stop for it.
 */
export class WriteBehind<T> {
  #waiting: { readonly item: T; readonly bytes: number }[] = [];
  #bytes = 0;
  #dropped = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly write: (items: readonly T[]) => Promise<void>,
    private readonly limits: WriteBehindLimits,
    private readonly logger: Logger,
  ) {}

  /** Takes an item that holds about `bytes` bytes. */
  add(item: T, bytes: number): void {
    this.#waiting.push({ item, bytes });
    this.#bytes += bytes;
    while (this.#waiting.length > 1 && (this.#bytes > this.limits.bytes || this.#waiting.length > this.limits.items)) this.#drop();
    this.#timer ??= setTimeout(() => void this.#writeSome(), this.limits.delayMs).unref();
  }

  /** Resolves when everything that was added before is written or was given up. */
  async flush(): Promise<void> {
    while (this.#waiting.length > 0) if (!(await this.#writeSome())) break;
    await this.#writing;
  }

  #drop(): void {
    this.#bytes -= this.#waiting.shift()?.bytes ?? 0;
    this.#dropped += 1;
  }

  /** Writes one batch after the one under way; false when it failed and waits again. */
  #writeSome(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const done = this.#writing.then(() => this.#writeBatch());
    this.#writing = done.then(() => undefined);
    return done;
  }

  async #writeBatch(): Promise<boolean> {
    const batch = this.#waiting.splice(0, this.limits.batch);
    this.#bytes -= batch.reduce((sum, { bytes }) => sum + bytes, 0);
    try {
      if (batch.length > 0) await this.write(batch.map(({ item }) => item));
    } catch (error) {
      this.#putBack(batch);
      this.logger.warn("records of exchanges could not be written and wait in memory", { waiting: this.#waiting.length, error: (error as Error).message });
      this.#timer ??= setTimeout(() => void this.#writeSome(), this.limits.delayMs * 10).unref();
      return false;
    }
    this.#report();
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => void this.#writeSome(), 0).unref();
    return true;
  }

  #putBack(batch: readonly { readonly item: T; readonly bytes: number }[]): void {
    this.#waiting.unshift(...batch);
    this.#bytes += batch.reduce((sum, { bytes }) => sum + bytes, 0);
    while (this.#waiting.length > 1 && (this.#bytes > this.limits.bytes || this.#waiting.length > this.limits.items)) this.#drop();
  }

  #report(): void {
    if (this.#dropped === 0) return;
    this.logger.warn("records of exchanges were dropped since the database was too slow", { dropped: this.#dropped });
    this.#dropped = 0;
  }
}
