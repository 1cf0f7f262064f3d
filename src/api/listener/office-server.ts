import { createServer as createHttpServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Ids, Logger } from "../../kernel/ports.js";
import { type ClientCertificates, refuseByCertificate, tlsOptionsFor } from "./client-certificates.js";
import { answerExpectation, answerMalformed } from "./malformed.js";

export interface OfficeServerSettings {
  /** PEM; without it the listener speaks plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly clients?: ClientCertificates | undefined } | undefined;
}

/** Express answers a request without Host; node would with an empty page. */
const OPTIONS: ServerOptions = { requireHostHeader: false };

/** The server of the office listener, ready to listen. What is no HTTP is answered with a problem, too. */
export const createOfficeServer = (handler: RequestListener, { tls }: OfficeServerSettings, parts: { readonly ids: Ids; readonly logger: Logger }): Server => {
  const server = tls ? httpsServer(handler, tls, parts.logger) : createHttpServer(OPTIONS, handler);
  server.on("clientError", answerMalformed(parts));
  server.on("checkExpectation", answerExpectation(parts));
  return server;
};

const httpsServer = (handler: RequestListener, { cert, key, clients }: NonNullable<OfficeServerSettings["tls"]>, logger: Logger): Server => {
  const server = createHttpsServer({ ...OPTIONS, cert, key, minVersion: "TLSv1.2", ...(clients && tlsOptionsFor(clients)) }, handler);
  if (clients) refuseByCertificate(server, clients, logger);
  return server;
};
