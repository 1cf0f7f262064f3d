import type { Writable } from "node:stream";
import type { Clock, LogFacts, Logger } from "../kernel/ports.js";
import { prettyLines } from "./pretty-lines.js";
import { withoutSecrets } from "./redaction.js";

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];

export interface LogOptions {
  readonly level: Level;
  readonly format: "auto" | "json" | "pretty";
  /** Where lines go; standard output unless told otherwise. */
  readonly to?: Writable;
}

/** Structured lines: `{"level","time","message",...facts}`, or lines for people. Secrets and e-mail addresses in facts are masked. */
export const createLogger = ({ level, format, to = process.stdout }: LogOptions, clock: Clock): Logger => {
  const pretty = format === "pretty" || (format === "auto" && "isTTY" in to && to.isTTY === true);
  const write = byTurns(pretty ? prettyLines(to) : to);
  const line = (of: Level) => (LEVELS.indexOf(of) < LEVELS.indexOf(level) ? () => undefined : (message: string, facts: LogFacts = {}): void => {
    write(`${JSON.stringify({ level: of, time: clock.now().toISOString(), message, ...withoutSecrets(facts) })}\n`, of === "warn" || of === "error");
  });
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
};

/**
 * Writes the lines of one turn of the event loop at once, an urgent one with all before it immediately. A process that ends, even by an
 * uncaught error, has written everything; one that is killed (`kill -9`) loses the calm lines of the turn it was in.
 */
const byTurns = (to: { write(text: string): unknown }): ((line: string, urgent: boolean) => void) => {
  let waiting = "";
  const flush = (): void => {
    if (waiting === "") return;
    const lines = waiting;
    waiting = "";
    to.write(lines);
  };
  process.once("exit", flush);
  return (line, urgent) => {
    if (waiting === "" && !urgent) setImmediate(flush);
    waiting += line;
    if (urgent) flush();
  };
};
