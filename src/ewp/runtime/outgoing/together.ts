import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { Parties } from "../call.js";

interface Question<I, T> {
  /** How many ids the partner takes by one call. */
  readonly idsPerCall: (partner: HeiId) => number;
  /** One call. What it throws befell all ids; it resolves with what reads the answer for one of them, and throws what is wrong with that one. */
  readonly ask: (parties: Parties, ids: readonly I[]) => Promise<(id: I) => T>;
}

interface Waiting<I, T> {
  readonly id: I;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls to one partner that may be under way at once: one that is stuck does not hold up everything. */
const CALLS = 2;

/**
 * Turns a question about several ids into one about a single id: what is asked while the partner is busy goes there together, and what
 * is asked while it is idle goes at once, as all does where the partner takes one. A question never joins a call that has left, so its answer is never older than itself.
 */
export const together = <I extends string, T>(question: Question<I, T>): ((heiId: HeiId, partnerHeiId: HeiId, id: I) => Promise<T>) => {
  const lines = new Map<string, Line<I, T>>();
  return async (from, to, id) => {
    if (question.idsPerCall(to) === 1) return (await question.ask({ from, to }, [id]))(id);
    const key = `${from} ${to}`;
    const line = lines.get(key) ?? new Line(question, { from, to }, () => lines.delete(key));
    lines.set(key, line);
    return line.ask(id);
  };
};

/** What waits for one partner. */
class Line<I extends string, T> {
  readonly #waiting: Waiting<I, T>[] = [];
  #calls = 0;

  constructor(private readonly question: Question<I, T>, private readonly parties: Parties, private readonly onEmpty: () => void) {}

  ask(id: I): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
      if (this.#calls >= CALLS) return;
      this.#calls += 1;
      // After the poll for input: what became ready together is asked together.
      setImmediate(() => void this.#drive());
    });
  }

  async #drive(): Promise<void> {
    while (this.#waiting.length > 0) await this.#settle(this.#waiting.splice(0, this.question.idsPerCall(this.parties.to)));
    this.#calls -= 1;
    if (this.#calls === 0) this.onEmpty();
  }

  async #settle(batch: readonly Waiting<I, T>[]): Promise<void> {
    const [first, ...more] = batch;
    if (first && more.length === 0) return void (await this.#settleAlone(first));
    try {
      const read = await this.question.ask(this.parties, [...new Set(batch.map(({ id }) => id))]);
      const missing = batch.filter((one) => !settledBy(read, one));
      // A partner that reads one id of several must not seem to have deleted the others.
      await this.#oneByOne(missing);
    } catch (error) {
      if (error instanceof PartnerFailure) await this.#oneByOne(batch);
      else for (const { reject } of batch) reject(error);
    }
  }

  /** One bad id, or too many at once, need not be the failure of all; but a partner that fails by itself too is not asked further. */
  async #oneByOne(batch: readonly Waiting<I, T>[]): Promise<void> {
    let failure: PartnerFailure | undefined;
    for (const one of batch) {
      if (failure) one.reject(failure);
      else failure = await this.#settleAlone(one);
    }
  }

  /** Gives the failure that would befall the next one too. */
  async #settleAlone({ id, resolve, reject }: Waiting<I, T>): Promise<PartnerFailure | undefined> {
    try {
      resolve((await this.question.ask(this.parties, [id]))(id));
    } catch (error) {
      reject(error);
      if (error instanceof PartnerFailure && error.retry) return error;
    }
    return undefined;
  }
}

/** False when the answer has nothing for it. */
const settledBy = <I, T>(read: (id: I) => T, { id, resolve, reject }: Waiting<I, T>): boolean => {
  try {
    const value = read(id);
    if (value === undefined) return false;
    resolve(value);
  } catch (error) {
    reject(error);
  }
  return true;
};
