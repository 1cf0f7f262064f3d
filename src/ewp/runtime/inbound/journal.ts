/** What is kept of a request that was dealt with: a line in the log, always; the exchange as evidence, when it is authentic. */
import type { Exchange } from "../../../domain/exchanges/model.js";
import type { Clock, Logger } from "../../../kernel/ports.js";
import { headerValue } from "../../../security/header-map.js";
import type { InboundExchange, WireAnswer } from "./exchange.js";
import type { Finished } from "./pipeline.js";
import type { ExchangeLog } from "../ports.js";
import { shownEndpoint } from "../routes.js";

export interface Journal {
  readonly logger: Logger;
  readonly exchanges: ExchangeLog;
  readonly clock: Clock;
  /** Public address without a path: with the target it makes the URL that was called. */
  readonly origin: string;
}

/**
 * Write it down. Only exchanges whose signature and digest were right are stored: a stranger must not fill the disk, and what nobody
 * signed proves nothing. A refusal before that leaves its reason in the log.
 */
export const writeDown = ({ exchange, answer, refusal }: Finished, { logger, exchanges, clock, origin }: Journal): void => {
  const durationMs = clock.now().getTime() - exchange.receivedAt.getTime();
  const level = refusal === undefined ? "info" : refusal.status >= 500 ? "error" : "warn";
  const error = refusal?.status === 500 && refusal.cause !== undefined ? { error: described(refusal.cause) } : {};
  logger[level]("request", { ...factsOf(exchange), status: answer.status, ms: durationMs, ...reasonOf({ exchange, answer, ...(refusal ? { refusal } : {}) }), ...error });
  const stored = storedExchange(exchange, answer, origin);
  if (stored) exchanges.record({ ...stored, durationMs, ...(refusal ? { problem: refusal.developerMessage } : {}) });
};

const factsOf = ({ id, head, heiId, route, requester }: InboundExchange) => ({
  exchangeId: id,
  requestId: headerValue(head.headers, "x-request-id")?.slice(0, 36),
  method: head.method,
  hei: heiId,
  api: route?.api.element,
  version: route?.api.version,
  endpoint: route && shownEndpoint(route.endpointName),
  requester: requester?.heiId,
});

/** Messages about parameters may repeat personal data, so only their code is logged; those about keys, dates and digests do not. */
const reasonOf = ({ exchange, refusal }: Finished) =>
  refusal ? { refused: refusal.code, reason: exchange.body === undefined ? refusal.developerMessage : undefined } : {};

const described = (cause: unknown): string => (cause instanceof Error ? cause.stack ?? cause.message : String(cause));

const storedExchange = ({ id, head, heiId, route, requester, body, receivedAt }: InboundExchange, answer: WireAnswer, origin: string): Omit<Exchange, "durationMs"> | undefined => {
  if (heiId === undefined || !route || !body || requester?.keyId === undefined) return undefined;
  const requestId = headerValue(head.headers, "x-request-id");
  return {
    id, direction: "in", heiId, api: route.api.element, endpoint: shownEndpoint(route.endpointName),
    ...(requester.heiId === undefined ? {} : { partnerHeiId: requester.heiId }),
    ...(requestId === undefined ? {} : { requestId }),
    method: head.method, url: origin + head.target, requestHeaders: head.headers, requestBody: body,
    status: answer.status, responseHeaders: answer.headers, responseBody: evidenceOf(answer), at: receivedAt,
  };
};

/** A file is kept under its id anyway, and its digest is among the headers. */
const evidenceOf = ({ headers, body }: WireAnswer): Uint8Array => (/^(?:text|application)\/xml\b/.test(headerValue(headers, "content-type") ?? "") ? body : new Uint8Array());
