import type { Exchange, ExchangeSummary } from "../../../domain/exchanges/model.js";
import { given } from "../../../kernel/given.js";
import type { Schema } from "../../operation.js";

export const presentExchangeSummary = (exchange: ExchangeSummary): Schema<"ExchangeSummary"> => {
  const { id, direction, api, endpoint, method, url, at, durationMs, partnerHeiId, requestId, status, problem, quirks } = exchange;
  return { id, direction, api, endpoint, method, url, at: at.toISOString(), durationMs, ...given({ partnerHeiId, requestId, status, problem, quirks }) };
};

/** Parts of a message that are shown; `parsed` absent when the body is no XML. */
export interface ParsedBodies {
  readonly request?: unknown;
  readonly response?: unknown;
}

export const presentExchange = (exchange: Exchange, parsed: ParsedBodies): Schema<"Exchange"> => ({
  summary: presentExchangeSummary(exchange),
  request: message(exchange.requestHeaders, exchange.requestBody, parsed.request),
  ...(exchange.status !== undefined && { response: message(exchange.responseHeaders ?? {}, exchange.responseBody ?? new Uint8Array(), parsed.response) }),
});

const message = (headers: Readonly<Record<string, string>>, body: Uint8Array, parsed: unknown): Schema<"Message"> =>
  ({ headers, bytes: body.byteLength, ...textOrBase64(body), ...(parsed !== undefined && { parsed }) });

/** Text only when encoding it again gives the same bytes, so that signatures and digests can be checked on what is shown. */
const textOrBase64 = (body: Uint8Array): { text: string } | { base64: string } => {
  const bytes = Buffer.from(body);
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? { text } : { base64: bytes.toString("base64") };
};
