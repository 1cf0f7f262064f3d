import { fileURLToPath } from "node:url";
import { createDatabase } from "../app/databases.js";
import { createSystem, type System, untilStopped } from "../app/system.js";
import { inheritedEnvironment, isNpmScript } from "../config/load.js";
import { progressOn } from "../sandbox/progress.js";
import type { SandboxPorts } from "../sandbox/sandbox.js";
import type { Option } from "./command.js";

/** Options that sandbox and demo share. */
export const NETWORK_OPTIONS: Readonly<Record<string, Option>> = {
  "port-base": { value: "N", about: "registry at N, network listeners at N+1, N+2, ..., office listeners at N+101, N+102, ..." },
  "redis-url": { value: "URL", about: "deliver by queues in this Redis" },
  "database-url": { value: "URL", about: "make a database per node on this PostgreSQL server, instead of embedded ones" },
};

const STOP_SECONDS = 40;

/** What a local network needs of this process. */
export const sandboxPorts = (system: System = createSystem({ level: "warn", format: "pretty", to: process.stderr })): SandboxPorts => ({
  clock: system.clock,
  progress: progressOn(process.stdout),
  environment: inheritedEnvironment(),
  createDatabase,
  program: [process.execPath, fileURLToPath(new URL("../main.js", import.meta.url))],
  untilStopped: (stop) => untilStopped(stop, { logger: system.logger, seconds: STOP_SECONDS, withParent: isNpmScript() }),
});
