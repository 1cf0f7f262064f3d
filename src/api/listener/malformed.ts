/** Requests of which node cannot make one: a problem like every other, instead of node's empty page. */
import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { EwpError } from "../../kernel/errors.js";
import type { Ids, Logger } from "../../kernel/ports.js";
import { ofEwpError } from "../problems/ewp-error.js";

interface Parts {
  readonly ids: Ids;
  readonly logger: Logger;
}

/** By the codes of node's parser; anything else is no HTTP. */
const REFUSALS: Readonly<Record<string, EwpError>> = {
  HPE_HEADER_OVERFLOW: new EwpError(431, "The request line and the headers are too large together; at most 16 KB are read."),
  ERR_HTTP_REQUEST_TIMEOUT: new EwpError(408, "The request took too long to arrive.", { code: "request-timeout" }),
  HPE_INVALID_EOF_STATE: new EwpError(400, "The connection ended before the request was complete."),
};
const NO_HTTP = new EwpError(400, "The request is no valid HTTP/1.1 message.");
const EXPECTATION = new EwpError(417, "Only the expectation 100-continue is supported.", { code: "expectation-failed" });

/** For the server's `clientError`. */
export const answerMalformed = (parts: Parts) => (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = problemFor(REFUSALS[error.code ?? ""] ?? NO_HTTP, parts);
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} Refused\r\n${head}\r\n${body}`);
};

/** For the server's `checkExpectation`. */
export const answerExpectation = (parts: Parts) => (_request: unknown, response: ServerResponse): void => {
  const { status, headers, body } = problemFor(EXPECTATION, parts);
  response.writeHead(status, headers).end(body);
};

const problemFor = (error: EwpError, { ids, logger }: Parts) => {
  const requestId = ids.uuid();
  logger.info("office request", { requestId, status: error.status, refused: error.code });
  const body = JSON.stringify({ ...ofEwpError(error).problem, requestId });
  const headers = { "Content-Type": "application/problem+json; charset=utf-8", "Content-Length": String(Buffer.byteLength(body)), "X-Request-Id": requestId, Connection: "close" };
  return { status: error.status, headers, body };
};
