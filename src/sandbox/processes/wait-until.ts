import { setTimeout as pause } from "node:timers/promises";

const INTERVAL_MS = 100;

/** What did not come true in time; `lastReason` is what stood in the way at the end. */
export class NotInTime extends Error {
  constructor(what: string, seconds: number, readonly lastReason: string) {
    super(`${what}: not within ${seconds} s; last: ${lastReason}`);
    this.name = "NotInTime";
  }
}

/**
 * Asks `probe` until it gives a value. What it throws counts as "not yet" and is told in the end; throw `GaveUp` to end the waiting.
 * Throws `NotInTime` after `seconds`.
 */
export const waitUntil = async <T>(what: string, seconds: number, probe: () => Promise<T | undefined>): Promise<T> => {
  const deadline = performance.now() + seconds * 1000;
  let reason = "it never answered";
  while (performance.now() < deadline) {
    try {
      const value = await probe();
      if (value !== undefined) return value;
      reason = "not yet so";
    } catch (error) {
      if (error instanceof GaveUp) throw error;
      reason = messageOf(error);
    }
    await pause(INTERVAL_MS);
  }
  throw new NotInTime(what, seconds, reason);
};

/** Further waiting is pointless. */
export class GaveUp extends Error {}

/** The message of an error with that of its cause, which is where the network's own errors tell what happened. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
};
