import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Resolves with the port once the server listens on this machine; 0 asks for any. */
export const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
