/** What is kept of a request that was dealt with: a line in the log, always; the exchange as evidence, when it is authentic. */
import type { SigningKey } from "../../../domain/exchanges/model.js";
import type { EwpError } from "../../../kernel/errors.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { Clock, Logger } from "../../../kernel/ports.js";
import { headerValue, type HeaderMap } from "../../../security/header-map.js";
import type { InboundExchange, WireAnswer } from "./exchange.js";
import type { Finished } from "./pipeline.js";
import { REQUESTERS_LIMIT, STRANGERS_LIMIT } from "./steps/limits.js";
import { NO_PAYLOAD, type Payload } from "../payload.js";
import type { ExchangeLog, HostKeys } from "../ports.js";
import { type Route, shownEndpoint } from "../routes.js";
import type { Requester } from "../serve.js";

export interface Journal {
  readonly logger: Logger;
  readonly exchanges: ExchangeLog;
  readonly clock: Clock;
  /** Public address without a path: with the target it makes the URL that was called. */
  readonly origin: string;
  readonly keys: HostKeys;
}

/**
 * Write it down. Only exchanges of known callers are stored, with a signature and a digest that were right or a certificate of the
 * catalogue: a stranger must not fill the disk. A refusal before that leaves its reason in the log, unless its address has
 * had enough of them.
 */
export const writeDown = (finished: Finished, { logger, exchanges, clock, origin, keys }: Journal): void => {
  const { exchange, answer, refusal } = finished;
  if (refusal?.code === STRANGERS_LIMIT) return;
  const durationMs = clock.now().getTime() - exchange.receivedAt.getTime();
  logger[levelOf(refusal)]("request", factsOf(finished, durationMs));
  if (!isAuthentic(exchange)) return;
  const { id, head, heiId, route, requester, body, receivedAt, quirks = [] } = exchange;
  const responseBody = evidenceOf(answer);
  exchanges.record({
    id, direction: "in", heiId, api: route.api.element, endpoint: shownEndpoint(route.endpointName), partnerHeiId: requester.heiId,
    requestId: headerValue(head.headers, "x-request-id"), method: head.method, url: origin + head.target, requestHeaders: keptHeaders(exchange), requestBody: body,
    status: answer.status, responseHeaders: answer.headers, responseBody: responseBody.bytes, responseSha256: responseBody.sha256,
    at: receivedAt, durationMs, problem: refusal?.developerMessage, quirks, signedWith: signingKeys(exchange, keys),
  });
};

const levelOf = (refusal: EwpError | undefined): "info" | "warn" | "error" => (refusal === undefined ? "info" : refusal.status >= 500 && refusal.code !== REQUESTERS_LIMIT ? "error" : "warn");

/** Messages about parameters may repeat personal data, so only their code is logged; those about keys, dates and digests do not. */
const factsOf = ({ exchange: { id, head, heiId, route, requester, body, quirks = [] }, answer, refusal }: Finished, ms: number) => ({
  exchangeId: id,
  requestId: headerValue(head.headers, "x-request-id")?.slice(0, 36),
  method: head.method,
  hei: heiId,
  api: route?.api.element,
  version: route?.api.version,
  endpoint: route && shownEndpoint(route.endpointName),
  requester: requester?.heiId,
  status: answer.status,
  ms,
  refused: refusal?.code,
  quirks: quirks.length > 0 ? quirks.join() : undefined,
  reason: body === undefined ? refusal?.developerMessage : undefined,
  error: refusal?.status === 500 && refusal.cause !== undefined ? described(refusal.cause) : undefined,
});

const described = (cause: unknown): string => (cause instanceof Error ? cause.stack ?? cause.message : String(cause));

/** A request of a known caller. */
interface Authentic extends InboundExchange {
  readonly heiId: HeiId;
  readonly route: Route;
  readonly requester: Requester;
  readonly body: Uint8Array;
}

const isAuthentic = (exchange: InboundExchange): exchange is Authentic => {
  const { heiId, route, body, requester } = exchange;
  return heiId !== undefined && route !== undefined && body !== undefined && requester?.keyId !== undefined;
};

/** Without a signature the certificate tells who called; it is kept in the header that RFC 9440 has for it. */
const keptHeaders = ({ head, certificate, callerKey }: Authentic): HeaderMap =>
  callerKey === undefined && certificate ? { ...head.headers, "client-cert": `:${certificate.der.toString("base64")}:` } : head.headers;

/** A file is kept under its id anyway, and its digest is among the headers. */
const evidenceOf = ({ headers, body }: WireAnswer): Payload => (/^(?:text|application)\/xml\b/.test(headerValue(headers, "content-type") ?? "") ? body : NO_PAYLOAD);

/** The caller's, and ours that signs answers: kept as evidence, since keys leave the catalogue. */
const signingKeys = ({ requester, callerKey, heiId }: InboundExchange, keys: HostKeys): readonly SigningKey[] => {
  const ours = heiId === undefined ? undefined : keys.keysOf(heiId)?.server;
  const theirs = requester?.keyId === undefined || !callerKey ? [] : [{ fingerprint: requester.keyId, key: callerKey }];
  return ours ? [...theirs, { fingerprint: ours.keyId, key: ours.privateKey }] : theirs;
};
