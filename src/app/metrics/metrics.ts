import { createServer } from "node:http";
import type { Config } from "../../config/settings.js";
import type { Core } from "../core.js";
import { listen, type Listener } from "../listener.js";
import type { System } from "../system.js";
import { countedLog } from "./counted-log.js";
import { registerGauges } from "./gauges.js";

/** Metrics of this process: counted from the log, and asked for when they are read. */
export interface Metrics {
  /** The system whose log is counted. */
  readonly system: System;
  open(core: Core): Promise<Listener>;
}

/** Undefined unless a port is configured. The library is loaded only then. */
export const createMetrics = async ({ metrics }: Config, system: System): Promise<Metrics | undefined> => {
  const { port, host } = metrics;
  if (port === undefined) return undefined;
  const prom = (await import("prom-client")).default;
  const registry = new prom.Registry();
  prom.collectDefaultMetrics({ register: registry });
  return {
    system: { ...system, logger: countedLog(system.logger, registry, prom) },
    open: (core) => {
      registerGauges(registry, prom, core);
      return listen(createServer(answerFrom(registry, core)), { host, port, name: "metrics" });
    },
  };
};

/** Only `GET /metrics`. No token: nothing of people or partners is told, and the listener stays inside the institution's network. */
const answerFrom = (registry: { metrics(): Promise<string>; readonly contentType: string }, { system }: Core): Parameters<typeof createServer>[1] & object => (request, response) => {
  if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404, { "content-type": "text/plain" }).end("The metrics are at /metrics.\n");
  registry.metrics().then(
    (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
    (error: unknown) => {
      system.logger.error("the metrics could not be gathered", { error: String(error) });
      response.writeHead(500).end();
    },
  );
};
