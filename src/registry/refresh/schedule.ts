const MINUTE_MS = 60_000;

/** A cached catalogue lives no longer than this (PROTOCOL 2.2). */
export const MAX_INTERVAL_MS = 180 * MINUTE_MS;
/** The registry is not asked more often than this by the schedule (PROTOCOL 2.2). */
const MIN_INTERVAL_MS = MINUTE_MS;
const RETRY_MS = 3 * MINUTE_MS;

export interface ScheduleFacts {
  /** The configured interval; brought within 1 minute and 3 hours. */
  readonly intervalMs: number;
  readonly lastAttempt: Date | undefined;
  /** The last attempt got no usable answer. */
  readonly failed: boolean;
  /** When the registry last confirmed the copy at hand; undefined when there is none. */
  readonly confirmedAt: Date | undefined;
}

const plus = (time: Date, ms: number): Date => new Date(time.getTime() + ms);

/** When the registry is asked next. At start that is at once, unless a process before us asked within the last minute. */
export const nextQuery = ({ intervalMs, lastAttempt, failed, confirmedAt }: ScheduleFacts): Date => {
  if (!lastAttempt) return confirmedAt ? plus(confirmedAt, MIN_INTERVAL_MS) : new Date(0);
  if (!confirmedAt) return plus(lastAttempt, MIN_INTERVAL_MS);
  const interval = Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, intervalMs));
  return plus(lastAttempt, failed ? Math.min(RETRY_MS, interval) : interval);
};
