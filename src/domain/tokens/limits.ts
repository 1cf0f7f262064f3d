import { type Budgets, UNLIMITED } from "../../kernel/budgets.js";
import { tooManyRequests } from "../../kernel/errors.js";
import type { ApiToken } from "./model.js";

/** How often a token may be used, and how often an address may try wrong ones. */
export interface TokenBudgets {
  readonly tokens: Budgets;
  readonly wrongTokens: Budgets;
}

export const UNLIMITED_TOKENS: TokenBudgets = { tokens: UNLIMITED, wrongTokens: UNLIMITED };

/** More than a node has systems, or addresses that call it. */
const REMEMBERED = 10_000;

/**
 * Limits in the memory of this process. A flood of wrong tokens from one address, perhaps that of a proxy for all, keeps out neither those
 * that were right before nor the database: only unknown ones wait.
 */
export class TokenLimits {
  readonly #right = new Set<string>();
  readonly #pausedUntil = new Map<string, number>();

  constructor(private readonly budgets: TokenBudgets) {}

  /** Throws 429 for a token that was never right here while its address has used up its wrong ones. */
  beforeLookUp(hash: string, address: string, now: Date): void {
    const seconds = Math.ceil(((this.#pausedUntil.get(address) ?? 0) - now.getTime()) / 1000);
    if (seconds > 0 && !this.#right.has(hash)) throw tooManyRequests(`Too many wrong tokens came from your address; expected a pause of ${seconds} s.`, seconds);
  }

  wrong(hash: string, address: string, now: Date): void {
    this.#right.delete(hash);
    const seconds = this.budgets.wrongTokens.take(address, now);
    if (seconds === 0) return;
    if (this.#pausedUntil.size >= REMEMBERED) this.#pausedUntil.clear();
    this.#pausedUntil.set(address, now.getTime() + seconds * 1000);
  }

  /** Throws 429 when the token has used up its budget. */
  right({ id, name, hash }: ApiToken, now: Date): void {
    if (this.#right.size >= REMEMBERED) this.#right.clear();
    this.#right.add(hash);
    const seconds = this.budgets.tokens.take(id, now);
    if (seconds > 0) throw tooManyRequests(`The token ${JSON.stringify(name)} sends more requests than this node takes from one system; expected a pause of ${seconds} s.`, seconds);
  }
}
