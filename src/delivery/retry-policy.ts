/** How long a delivery is tried, and when again. All times in milliseconds. */
export interface RetryPolicy {
  /** Before the second attempt. */
  readonly baseMs: number;
  /** How much longer each further wait is than the one before. */
  readonly factor: number;
  /** No wait is longer. */
  readonly capMs: number;
  /** After this time without success a delivery expires (PROTOCOL 6.8.2). */
  readonly lifeMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { baseMs: 5_000, factor: 3, capMs: 2 * 3_600_000, lifeMs: 72 * 3_600_000 };

/** A quarter up or down: partners that came back are not called by everybody at once, and the waits still grow. */
const JITTER = 0.25;

/** The wait after `attempts` finished attempts (at least 1); `fraction` in [0, 1) is the chance. Grows until the cap. */
export const retryDelay = (policy: RetryPolicy, attempts: number, fraction: number): number => {
  const delay = Math.min(policy.baseMs * policy.factor ** (attempts - 1), policy.capMs / (1 + JITTER));
  return Math.round(delay * (1 - JITTER + 2 * JITTER * fraction));
};

/** The longest waits after 0, 1, 2, ... finished attempts, until they grow no more. */
export const longestWaits = (policy: RetryPolicy): readonly number[] => {
  const from = (attempts: number): readonly number[] => {
    const wait = retryDelay(policy, attempts, 1);
    return retryDelay(policy, attempts + 1, 1) > wait ? [wait, ...from(attempts + 1)] : [wait];
  };
  return [0, ...from(1)];
};

/** What a failed attempt was: the number of finished attempts with it, when the delivery's life began, and when it failed. */
export interface FailedAttempt {
  readonly attempts: number;
  readonly createdAt: Date;
  readonly at: Date;
}

/** When to try again, the last time at the very end of its life; undefined when that is over. */
export const nextAttempt = (policy: RetryPolicy, { attempts, createdAt, at }: FailedAttempt, fraction: number): Date | undefined => {
  const end = createdAt.getTime() + policy.lifeMs;
  if (at.getTime() >= end) return undefined;
  return new Date(Math.min(at.getTime() + retryDelay(policy, attempts, fraction), end));
};
