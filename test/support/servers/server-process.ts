import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { createServer, connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A port that nobody listens on at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });

/** Resolves when something accepts connections on the port. */
export const listening = async (port: number, child?: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 1000; tries++) {
    if (child && child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode} instead of listening on ${port}`);
    if (await accepts(port)) return;
    await pause(50);
  }
  throw new Error(`nothing listens on port ${port}`);
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); resolve(true); });
    socket.once("error", () => resolve(false));
  });

/** A child process that never outlives this one. `stop` resolves when it has ended. */
export const serverProcess = (command: string, args: readonly string[], options: SpawnOptions = {}) => {
  const child = spawn(command, args, { stdio: "ignore", ...options });
  const killNow = () => { child.kill("SIGKILL"); };
  process.once("exit", killNow);
  const ended = new Promise<void>((resolve) => { child.once("exit", () => { process.off("exit", killNow); resolve(); }); });
  return {
    child,
    stop: async (signal: NodeJS.Signals = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
};
