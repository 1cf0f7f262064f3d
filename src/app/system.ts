import { randomUUID } from "node:crypto";
import type { Clock, Ids, Logger, Random } from "../kernel/ports.js";
import { createLogger, type LogOptions } from "./logger.js";

/** The real ports of this process. */
export interface System {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly logger: Logger;
}

/** Time, identifiers, chance and the log: everything that is not a pure function of its arguments begins here. */
export const createSystem = (log: LogOptions): System => {
  const clock: Clock = { now: () => new Date() };
  return { clock, ids: { uuid: () => randomUUID() }, random: { fraction: () => Math.random() }, logger: createLogger(log, clock) };
};

/** npm passes on what the terminal has sent to the whole group already: signals so close together are one. */
const SAME_SIGNAL_MS = 1000;
const PARENT_CHECK_MS = 200;

export interface StopOptions {
  readonly logger: Logger;
  /** Time that `stop` has. */
  readonly seconds: number;
  /** The end of the parent is a signal too: npm hands SIGTERM to its shell, which ends without telling us. */
  readonly withParent?: boolean;
}

/**
 * Runs `stop` once, on SIGTERM, on SIGINT, or when the process that supervises this one is gone. A second signal after a second, or
 * more than `seconds`, ends the process at once with status 1. Resolves after `stop`.
 */
export const untilStopped = (stop: () => Promise<void>, { logger, seconds, withParent = false }: StopOptions): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    let begunAt: number | undefined;
    const begin = (reason: string): void => {
      const now = performance.now();
      if (begunAt !== undefined) return now - begunAt > SAME_SIGNAL_MS ? exitNow(`${reason} while stopping`) : undefined;
      begunAt = now;
      logger.info("stopping", { reason, seconds });
      // Not cleared: a process that has stopped but does not end is ended too.
      setTimeout(() => exitNow(`not ended after ${seconds} s`), seconds * 1000).unref();
      stop().then(resolve, reject);
    };
    const exitNow = (reason: string): void => {
      logger.error("ended without finishing", { reason });
      process.exit(1);
    };
    process.on("SIGTERM", begin).on("SIGINT", begin);
    if (withParent) onParentGone(() => begin("parent is gone"));
    // Started by a supervisor: its end, even one that came while this process was starting, is ours.
    if (process.connected) process.once("disconnect", () => begin("supervisor is gone"));
    else if (process.send !== undefined) begin("supervisor is gone");
  }).finally(() => {
    // The channel would keep the process alive.
    if (process.connected) process.removeAllListeners("disconnect").disconnect?.();
  });

const onParentGone = (then: () => void): void => {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, PARENT_CHECK_MS).unref();
};
