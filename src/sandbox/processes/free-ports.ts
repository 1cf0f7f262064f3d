import { createServer } from "node:net";

const HOST = "127.0.0.1";

/** True when nobody listens on the port. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false)).listen(port, HOST, () => server.close(() => resolve(true)));
  });

/** Those of the ports that somebody listens on. */
export const takenOf = async (ports: readonly number[]): Promise<readonly number[]> => {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_, at) => free[at] === false);
};

/**
 * The first base from `from` on, in steps, whose ports are all free. `portsOf` says which ports belong to a base.
 * Undefined when there is none up to the end of the range below the ephemeral ports.
 */
export const findFreeBase = async (from: number, portsOf: (base: number) => readonly number[]): Promise<number | undefined> => {
  for (let base = from; base + 200 < LAST; base += STEP) {
    if ((await takenOf(portsOf(base))).length === 0) return base;
  }
  return undefined;
};

const STEP = 250;
/** The system hands out ports from here on for outgoing connections (Linux). */
const LAST = 32_768;
