import type { Logger } from "../../kernel/ports.js";

/** Limits of what may wait in memory. */
export interface WriteBehindLimits {
  readonly bytes: number;
  readonly items: number;
  /** Items per write. */
  readonly batch: number;
  /** Longest time that an item waits while the writer is idle. */
  readonly delayMs: number;
  /** A write that takes longer counts as failed for those who wait for room. */
  readonly patienceMs: number;
}

/** What an item holds in memory: bytes of its own, and bytes that other items may hold too. */
export interface Weight {
  readonly own: number;
  readonly shared?: Uint8Array | undefined;
}

export interface WriteBehindParts<T> {
  readonly write: (items: readonly T[]) => Promise<void>;
  readonly weigh: (item: T) => Weight;
  readonly limits: WriteBehindLimits;
  readonly logger: Logger;
}

/**
 * A bounded memory in front of a writer. When it is full and the writer works, `room` makes producers wait. When the writer does not
 * work (its last write failed, or lasts too long), nobody waits: the oldest items are dropped and counted in a warning (decision 13).
 */
export class WriteBehind<T> {
  #waiting: T[] = [];
  #held = 0;
  #bytes = 0;
  readonly #sharers = new Map<Uint8Array, number>();
  #away = false;
  #dropped = 0;
  #wanting: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: WriteBehindParts<T>) {}

  /** Resolves when there is room, or when waiting would not help; undefined when there is room now. */
  room(): Promise<void> | undefined {
    return this.#away || !this.#isFull() ? undefined : new Promise((resolve) => this.#wanting.push(resolve));
  }

  add(item: T): void {
    this.#waiting.push(item);
    this.#weigh(item, 1);
    this.#makeRoom();
    this.#timer ??= setTimeout(() => void this.#writeSome(), this.parts.limits.delayMs).unref();
  }

  /** Resolves when everything that was added before is written or was given up. */
  async flush(): Promise<void> {
    while (this.#waiting.length > 0) if (!(await this.#writeSome())) break;
    await this.#writing;
  }

  #isFull(): boolean {
    return this.#bytes >= this.parts.limits.bytes || this.#held >= this.parts.limits.items;
  }

  /** Counts an item in (1) or out (-1); bytes that several hold count once. */
  #weigh(item: T, sign: 1 | -1): void {
    const { own, shared } = this.parts.weigh(item);
    this.#held += sign;
    this.#bytes += sign * own;
    if (shared === undefined) return;
    const before = this.#sharers.get(shared) ?? 0;
    const after = before + sign;
    if (after === 0) this.#sharers.delete(shared);
    else this.#sharers.set(shared, after);
    if (before === 0 || after === 0) this.#bytes += sign * shared.length;
  }

  #makeRoom(): void {
    const { bytes, items } = this.parts.limits;
    while (this.#away && this.#waiting.length > 1 && (this.#bytes > bytes || this.#held > items)) {
      this.#weigh(this.#waiting.shift() as T, -1);
      this.#dropped += 1;
    }
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
    const batch = this.#waiting.splice(0, this.parts.limits.batch);
    const tooLong = setTimeout(() => this.#answers(false), this.parts.limits.patienceMs).unref();
    try {
      if (batch.length > 0) await this.parts.write(batch);
      batch.forEach((item) => this.#weigh(item, -1));
      this.#answers(true);
    } catch (error) {
      this.#waiting.unshift(...batch);
      this.#answers(false);
      this.parts.logger.warn("records of exchanges could not be written and wait in memory", { waiting: this.#waiting.length, error: (error as Error).message });
      this.#timer ??= setTimeout(() => void this.#writeSome(), this.parts.limits.delayMs * 10).unref();
      return false;
    } finally {
      clearTimeout(tooLong);
    }
    this.#report();
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => void this.#writeSome(), 0).unref();
    return true;
  }

  /** Whether the writer works: lets those go on who waited for room. */
  #answers(works: boolean): void {
    this.#away = !works;
    this.#makeRoom();
    if (works && this.#isFull()) return;
    const wanting = this.#wanting;
    this.#wanting = [];
    wanting.forEach((go) => go());
  }

  #report(): void {
    if (this.#dropped === 0) return;
    this.parts.logger.warn("records of exchanges were dropped since the database did not answer", { dropped: this.#dropped });
    this.#dropped = 0;
  }
}
