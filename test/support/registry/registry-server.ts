/** A registry over real TLS that answers as a test tells it and remembers what it was asked. */
import type { IncomingHttpHeaders } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerResponse } from "node:http";

export interface RegistryServer {
  readonly url: string;
  /** Headers of each request, oldest first. */
  readonly requests: IncomingHttpHeaders[];
  answer: (response: ServerResponse, headers: IncomingHttpHeaders) => void;
  close(): Promise<void>;
}

/** Answers with this body and these validators, and with 304 to whoever has it. */
export const serves = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): RegistryServer["answer"] => (response, asked) => {
  const same = headers["etag"] !== undefined && asked["if-none-match"] === headers["etag"];
  const unmodified = headers["last-modified"] !== undefined && asked["if-modified-since"] === headers["last-modified"];
  if (same || unmodified) response.writeHead(304).end();
  else response.writeHead(200, { "content-type": "application/xml", ...headers }).end(body);
};

/** Answers with a bare status. */
export const answers = (status: number, headers: Readonly<Record<string, string>> = {}): RegistryServer["answer"] => (response) => void response.writeHead(status, headers).end("no catalogue");

export const startRegistry = async (tls: Pick<ServerOptions, "key" | "cert">): Promise<RegistryServer> => {
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer(tls, (request, response) => {
    requests.push(request.headers);
    registry.answer(response, request.headers);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const registry: RegistryServer = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/catalogue-v1.xml`,
    requests,
    answer: answers(503),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  return registry;
};
