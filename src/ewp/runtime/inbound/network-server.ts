/** The server of the network listener: limits for strangers, and no page of node's own (PROTOCOL 8 row 7). */
import { createServer as createHttpServer, METHODS, type Server, type ServerOptions, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { TlsOptions, TLSSocket } from "node:tls";
import { EwpError, methodNotAllowed } from "../../../kernel/errors.js";
import type { Logger } from "../../../kernel/ports.js";
import type { NetworkHandler } from "./network-handler.js";
import { writeRefusal } from "./steps/write-answer.js";

export interface NetworkServerSettings {
  readonly logger: Logger;
  /** PEM; without it the listener speaks plain HTTP and a proxy in front ends TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Ask for a client certificate in the TLS handshake. Any is taken, and none: the requests decide. */
  readonly clientCertificates?: boolean;
  /** Time for a whole request, seconds; 30 unless told otherwise. */
  readonly requestSeconds?: number;
  readonly maxConnections?: number;
}

const HEADER_BYTES = 16 * 1024;
const HEADER_SECONDS = 10;
/** Longer than the idle time of usual proxies, so that it is they who close first. */
const IDLE_SECONDS = 75;
const CONNECTIONS = 4096;

const limits = (requestSeconds: number): ServerOptions => ({
  maxHeaderSize: HEADER_BYTES,
  headersTimeout: Math.min(HEADER_SECONDS, requestSeconds) * 1000,
  requestTimeout: requestSeconds * 1000,
  keepAliveTimeout: IDLE_SECONDS * 1000,
  connectionsCheckingInterval: 1000,
  // Our own refusal of a request without Host instead of node's empty page.
  requireHostHeader: false,
});

const ASK_FOR_CERTIFICATES: TlsOptions = { requestCert: true, rejectUnauthorized: false };

/** A server that is ready to listen; it ends slow, oversized and malformed requests with an `error-response`. */
export const createNetworkServer = (handler: NetworkHandler, { tls, clientCertificates = false, requestSeconds = 30, maxConnections = CONNECTIONS, logger }: NetworkServerSettings): Server => {
  const options = limits(requestSeconds);
  const connections = new Connections(handler, logger);
  const server = tls
    ? createHttpsServer({ ...options, ...tls, minVersion: "TLSv1.2", handshakeTimeout: HEADER_SECONDS * 1000, ...(clientCertificates && ASK_FOR_CERTIFICATES) }, connections.handle)
    : createHttpServer(options, connections.handle);
  // A connection is one caller's from its handshake to its end.
  if (clientCertificates) server.on("secureConnection", (socket: TLSSocket) => socket.disableRenegotiation());
  server.maxConnections = maxConnections;
  server.maxHeadersCount = 0; // Beyond a count node drops headers without a word; the size is bounded anyway.
  server.on("clientError", connections.answerMalformed);
  server.on("connect", (_request, socket) => {
    // Node has let go of this connection: its errors and its end are ours to see to.
    socket.on("error", () => socket.destroy());
    setTimeout(() => socket.destroy(), HEADER_SECONDS * 1000).unref();
    answerWith(methodNotAllowed("CONNECT", ["GET", "POST"]), socket);
  });
  server.on("checkExpectation", (_request, response: ServerResponse) => {
    const { status, headers, body: { bytes } } = writeRefusal(new EwpError(417, "Only the expectation 100-continue is supported."));
    response.writeHead(status, { ...headers, "content-length": bytes.length, connection: "close" }).end(bytes);
  });
  return server;
};

/**
 * What cannot be read as a request: nobody asked for a signature, and nobody knows in whose name. Answers keep the order of the requests:
 * a caller must not take the refusal of what follows for the answer to its request, which was heard. After a refusal nothing is heard.
 */
class Connections {
  readonly #answers = new WeakMap<Duplex, ServerResponse>();
  readonly #refused = new WeakSet<Duplex>();

  constructor(private readonly handler: NetworkHandler, private readonly logger: Logger) {}

  readonly handle: NetworkHandler = (request, response) => {
    if (this.#refused.has(request.socket)) return;
    this.#answers.set(request.socket, response);
    this.handler(request, response);
  };

  readonly answerMalformed = (error: ParseError, socket: Duplex): void => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    this.#refused.add(socket);
    const answer = this.#answers.get(socket);
    const isUnderWay = answer?.req.complete === true && !answer.closed;
    if (isUnderWay) answer.once("close", () => this.#refuse(error, socket));
    else this.#refuse(error, socket);
  };

  /** Nothing of the request is logged: it may hold anything. */
  #refuse(error: ParseError, socket: Duplex): void {
    if (!socket.writable) return;
    const refusal = malformed(error);
    this.logger.info("a connection was refused: no request that can be read", { status: refusal.status, reason: error.code ?? "unknown", family: socket instanceof Socket ? socket.remoteFamily : undefined });
    answerWith(refusal, socket);
  }
}

/** A refusal on a connection that node gives no response for, and its end. */
const answerWith = (refusal: EwpError, socket: Duplex): void => {
  const { status, headers, body: { bytes } } = writeRefusal(refusal);
  const head = Object.entries({ ...headers, "content-length": bytes.length, connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Refused\r\n${head.join("")}\r\n`), bytes]));
};

/** What node's parser reports; `rawPacket` is what it had before it when it stopped. */
interface ParseError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
}

/** The method of a proper request line, if node does not know it. */
const unknownMethod = (packet: Buffer | undefined): string | undefined => {
  const method = /^([A-Z]{1,20}) \S+ HTTP\/1\.[01]\r\n/.exec(packet?.toString("latin1", 0, HEADER_BYTES) ?? "")?.[1];
  return method === undefined || METHODS.includes(method) ? undefined : method;
};

const malformed = ({ code, rawPacket }: ParseError): EwpError => {
  if (code === "HPE_HEADER_OVERFLOW") return new EwpError(431, `The request line and headers are larger than ${HEADER_BYTES} bytes; send long parameters in the body of a POST.`);
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new EwpError(408, "The request took too long to arrive.");
  if (code === "HPE_INVALID_EOF_STATE") return new EwpError(400, "The connection ended before the request was complete.");
  const method = code === "HPE_INVALID_METHOD" ? unknownMethod(rawPacket) : undefined;
  if (method !== undefined) return methodNotAllowed(method, ["GET", "POST"]);
  return new EwpError(400, "The request is no valid HTTP/1.1 message.");
};
