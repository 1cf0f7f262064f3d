import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, listening, serverProcess } from "./server-process.js";
import { skipped } from "../skipped.js";

/** A Redis for one test file. */
export interface TestRedis {
  readonly url: string;
  /** Only where the server is ours: it dies at once, and comes back on the same port. */
  readonly restart?: (whileAway?: () => Promise<void>) => Promise<void>;
  stop(): Promise<void>;
}

const haveBinary = (): boolean => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** Whether `testRedis` can give a real server; says once how to get one when it cannot. */
export const haveRedis = (): boolean => {
  if (process.env.PASSERELLE_TEST_REDIS_URL || haveBinary()) return true;
  skipped("on Redis: install it (apt-get install redis-server) or set PASSERELLE_TEST_REDIS_URL=redis://host:6379.");
  return false;
};

/** The Redis of PASSERELLE_TEST_REDIS_URL, else one started on a free port with its files in a directory of its own. */
export const testRedis = async (): Promise<TestRedis> => {
  const given = process.env.PASSERELLE_TEST_REDIS_URL;
  if (given) return { url: given, stop: async () => undefined };
  const directory = mkdtempSync(join(tmpdir(), "passerelle-redis-"));
  const port = await freePort();
  const start = async () => {
    const server = serverProcess("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--appendonly", "yes", "--save", ""]);
    await listening(port, server.child);
    return server;
  };
  let server = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async (whileAway) => {
      await server.stop("SIGKILL");
      await whileAway?.();
      server = await start();
    },
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
