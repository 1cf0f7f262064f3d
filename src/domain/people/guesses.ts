import { type Budgets, UNLIMITED } from "../../kernel/budgets.js";
import { tooManyRequests } from "../../kernel/errors.js";

/** Wrong passwords and codes per minute: of one account, and from one address. */
export interface GuessBudgets {
  readonly accounts: Budgets;
  readonly addresses: Budgets;
}

export const UNLIMITED_GUESSES: GuessBudgets = { accounts: UNLIMITED, addresses: UNLIMITED };

const REMEMBERED = 10_000;

/**
 * Limits in the memory of this process. Whoever signed in from an address before is not kept out by others who guess at the account: only
 * addresses from which it was never right wait.
 */
export class Guesses {
  readonly #right = new Set<string>();
  readonly #pausedUntil = new Map<string, number>();

  constructor(private readonly budgets: GuessBudgets) {}

  /** Throws 429 while the address, or the account for this address, has used up its guesses; the same for accounts that there are not. */
  before(account: string, address: string, now: Date): void {
    const until = Math.max(this.#until(`address ${address}`), this.#right.has(pair(account, address)) ? 0 : this.#until(`account ${account}`));
    const seconds = Math.ceil((until - now.getTime()) / 1000);
    if (seconds > 0) throw tooManyRequests(`Too many attempts to sign in failed; expected a pause of ${seconds} s.`, seconds);
  }

  wrong(account: string, address: string, now: Date): void {
    this.#right.delete(pair(account, address));
    this.#pause(`address ${address}`, this.budgets.addresses.take(address, now), now);
    this.#pause(`account ${account}`, this.budgets.accounts.take(account, now), now);
  }

  right(account: string, address: string): void {
    if (this.#right.size >= REMEMBERED) this.#right.clear();
    this.#right.add(pair(account, address));
  }

  #until(key: string): number {
    return this.#pausedUntil.get(key) ?? 0;
  }

  #pause(key: string, seconds: number, now: Date): void {
    if (seconds === 0) return;
    if (this.#pausedUntil.size >= REMEMBERED) this.#pausedUntil.clear();
    this.#pausedUntil.set(key, now.getTime() + seconds * 1000);
  }
}

const pair = (account: string, address: string): string => `${address} ${account}`;
