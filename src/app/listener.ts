import type { Server } from "node:http";

/** A server that accepts connections. */
export interface Listener {
  /** Lets running requests end, takes no new ones; what still runs after `seconds` is cut off. */
  close(seconds: number): Promise<void>;
}

/** Resolves once `server` accepts connections; rejects with a sentence when the port is taken or not allowed. */
export const listen = (server: Server, { host, port, name }: { readonly host: string; readonly port: number; readonly name: string }): Promise<Listener> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void =>
      reject(new Error(`The ${name} listener cannot use ${host}:${port}: ${error.code === "EADDRINUSE" ? "the port is taken by another process" : error.message}.`));
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve({ close: (seconds) => closed(server, seconds) });
    });
  });

/** Between two looks for connections that a partner keeps open after its last answer. */
const IDLE_CHECK_MS = 50;

const closed = (server: Server, seconds: number): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), seconds * 1000);
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    server.prependListener("request", (_, response) => response.setHeader("Connection", "close"));
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
  });
