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

const closed = (server: Server, seconds: number): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), seconds * 1000);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
