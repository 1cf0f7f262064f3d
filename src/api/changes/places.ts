import { tooManyRequests } from "../../kernel/errors.js";

/** A page per tab and a few systems; all callers together have so many that each may hold a connection. */
const PER_CALLER = 10;
const IN_ALL = 1_000;

/** Requests that wait for changes: each holds a connection, so there are so many of them at most. */
export class WaitingPlaces {
  readonly #taken = new Map<string, number>();
  #all = 0;

  /** Takes a place for a caller; returns what gives it back, once. Throws 429 when there is none. */
  take(callerId: string): () => void {
    const own = this.#taken.get(callerId) ?? 0;
    if (own >= PER_CALLER || this.#all >= IN_ALL) throw tooManyRequests(`At most ${PER_CALLER} requests of one caller may wait for changes at the same time; expected the end of one.`, 5);
    this.#taken.set(callerId, own + 1);
    this.#all++;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#all--;
      const left = (this.#taken.get(callerId) ?? 1) - 1;
      if (left > 0) this.#taken.set(callerId, left);
      else this.#taken.delete(callerId);
    };
  }
}
