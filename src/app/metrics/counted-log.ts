import type { Counter, Histogram, Registry } from "prom-client";
import type { LogFacts, Logger } from "../../kernel/ports.js";

/** What is counted of a line of the log, whether or not the line is written. */
interface Row {
  readonly name: string;
  readonly help: string;
  /** Facts of the line that become labels. Only those with few values: no partner, no id. */
  readonly labels: readonly string[];
  /** The fact, in milliseconds, that a histogram in seconds is made of too. */
  readonly duration?: string;
}

/** By the message of the line: the log is where everything that happens is told, so it is counted there and nowhere else. */
const ROWS: Readonly<Record<string, Row>> = {
  "request": { name: "passerelle_requests_total", help: "Requests of partners, answered or refused.", labels: ["api", "endpoint", "status"], duration: "ms" },
  "office request": { name: "passerelle_office_requests_total", help: "Requests to the REST API.", labels: ["method", "status"], duration: "durationMs" },
  "call failed": { name: "passerelle_failed_calls_total", help: "Calls to partners that gave no usable answer.", labels: ["api", "endpoint", "status", "retry"] },
  "partner quirk": { name: "passerelle_partner_quirks_total", help: "Answers of partners that were read although they break a rule.", labels: ["api", "quirk"] },
  "delivery tried": { name: "passerelle_deliveries_tried_total", help: "Attempts that made a delivery, or that will be repeated.", labels: ["kind", "result"] },
  "delivery stopped: a person has to look at it": { name: "passerelle_deliveries_stopped_total", help: "Deliveries that a partner refused for good.", labels: ["kind"] },
  "delivery expired: a person has to look at it": { name: "passerelle_deliveries_expired_total", help: "Deliveries that were given up after their whole life.", labels: ["kind"] },
  "records of exchanges could not be written and wait in memory": { name: "passerelle_evidence_write_failures_total", help: "Writes of evidence that failed and are repeated.", labels: [] },
  "records of exchanges were dropped since the database did not answer": { name: "passerelle_evidence_drops_total", help: "Times that evidence was given up.", labels: [] },
  "deliveries are held up and go on by themselves when this is over": { name: "passerelle_deliveries_held_up_total", help: "Times that deliveries stood still for trouble of our own.", labels: [] },
};
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

interface Counted {
  readonly row: Row;
  readonly counter: Counter;
  readonly histogram: Histogram | undefined;
}

/** `logger`, whose lines are counted into `registry` before its level is looked at. */
export const countedLog = (logger: Logger, registry: Registry, prom: Pick<typeof import("prom-client"), "Counter" | "Histogram">): Logger => {
  const counted = new Map(Object.entries(ROWS).map(([message, row]): [string, Counted] => [message, {
    row,
    counter: new prom.Counter({ name: row.name, help: row.help, labelNames: [...row.labels], registers: [registry] }),
    histogram: row.duration === undefined ? undefined
      : new prom.Histogram({ name: row.name.replace(/s_total$/, "_seconds"), help: `${row.help} How long they took.`, buckets: BUCKETS, registers: [registry] }),
  }]));
  const lines = new prom.Counter({ name: "passerelle_log_lines_total", help: "Lines of the log by level, written or not.", labelNames: ["level"], registers: [registry] });
  const line = (level: "debug" | "info" | "warn" | "error") => (message: string, facts: LogFacts = {}): void => {
    lines.inc({ level });
    count(counted.get(message), facts);
    logger[level](message, facts);
  };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
};

const count = (counted: Counted | undefined, facts: LogFacts): void => {
  if (!counted) return;
  const { row, counter, histogram } = counted;
  counter.inc(Object.fromEntries(row.labels.map((label) => [label, String(facts[label] ?? "")])));
  const milliseconds = row.duration === undefined ? undefined : facts[row.duration];
  if (typeof milliseconds === "number") histogram?.observe(milliseconds / 1000);
};
