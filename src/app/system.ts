import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import { type Logger as Pino, pino } from "pino";
import type { Clock, Ids, LogFacts, Logger, Random } from "../kernel/ports.js";
import { prettyLines } from "./pretty-lines.js";
import { withoutSecrets } from "./redaction.js";

/** The real ports of this process. */
export interface System {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly logger: Logger;
}

export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly format: "auto" | "json" | "pretty";
  /** Where lines go; standard output unless told otherwise. */
  readonly to?: Writable;
}

/** Time, identifiers, chance and the log: everything that is not a pure function of its arguments begins here. */
export const createSystem = (log: LogOptions): System => ({
  clock: { now: () => new Date() },
  ids: { uuid: () => randomUUID() },
  random: { fraction: () => Math.random() },
  logger: createLogger(log),
});

/** Structured lines: `{"level","time","message",...facts}`, or lines for people. Secrets and e-mail addresses in facts are masked. */
export const createLogger = ({ level, format, to = process.stdout }: LogOptions): Logger => {
  const pretty = format === "pretty" || (format === "auto" && "isTTY" in to && to.isTTY === true);
  const lines = pino({
    level,
    base: null,
    messageKey: "message",
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  }, pretty ? prettyLines(to) : to);
  return { debug: line(lines, "debug"), info: line(lines, "info"), warn: line(lines, "warn"), error: line(lines, "error") };
};

const line = (lines: Pino, level: LogOptions["level"]) => (message: string, facts: LogFacts = {}): void => {
  lines[level](withoutSecrets(facts), message);
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
