import type { Clock, LogFacts, Logger } from "../../src/kernel/ports.js";

/** A clock that stands until it is moved. */
export interface SteeredClock extends Clock {
  set(at: Date | string): void;
  advance(ms: number): void;
}

export const steeredClock = (start = "2026-03-01T08:00:00.000Z"): SteeredClock => {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    set: (to) => { at = new Date(to).getTime(); },
    advance: (ms) => { at += ms; },
  };
};

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly facts?: LogFacts | undefined;
}

/** A logger that keeps its lines. */
export const keptLog = (): Logger & { readonly lines: LogLine[] } => {
  const lines: LogLine[] = [];
  const keep = (level: LogLine["level"]) => (message: string, facts?: LogFacts) => void lines.push({ level, message, facts });
  return { lines, debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") };
};
