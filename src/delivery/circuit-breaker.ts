import type { HeiId } from "../kernel/ids.js";

/** Failures in a row after which a partner counts as silent. */
const THRESHOLD = 3;

/**
 * Partners that did not answer lately: they get one attempt at a time until one succeeds, so that a partner that is down holds one
 * place and not its whole share. Known to this process only; another process finds out by itself.
 */
export class CircuitBreaker {
  readonly #failures = new Map<HeiId, number>();

  /** An answer of any kind, also a refusal. */
  answered(partner: HeiId): void {
    this.#failures.delete(partner);
  }

  /** No answer, or one that says that the partner has troubles of its own. */
  failed(partner: HeiId): void {
    this.#failures.set(partner, (this.#failures.get(partner) ?? 0) + 1);
  }

  /** Partners that get one attempt at a time. */
  silent(): readonly HeiId[] {
    return [...this.#failures].filter(([, failures]) => failures >= THRESHOLD).map(([partner]) => partner);
  }
}
