/** What stands before a node, or in its place: an HTTPS server that answers whatever a test wants. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { closed, listening } from "../ewp/ewp-node.js";
import { testTls } from "./tls.js";

export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

export const frontServer = async ({ tls, answer }: {
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}): Promise<Front> => {
  const { cert, key } = tls ?? await testTls();
  const server: Server = createServer({ cert, key }, answer);
  const port = await listening(server);
  return { url: `https://127.0.0.1:${port}`, close: () => closed(server) };
};
