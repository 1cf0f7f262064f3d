import { hash } from "node:crypto";
import type { Insertable, Selectable } from "kysely";
import type { Exchange, ExchangeSummary } from "../../domain/exchanges/model.js";
import type { HeiId } from "../../kernel/ids.js";
import type { ExchangesTable, Tables } from "../sql/tables.js";

type Body = Insertable<Tables["bodies"]>;

/** An exchange as its row and the bodies that the row points at; an empty body is none. */
export const toRows = (exchange: Exchange): { readonly row: Insertable<ExchangesTable>; readonly bodies: readonly Body[] } => {
  const request = bodyOf(exchange.requestBody);
  const response = exchange.responseBody && bodyOf(exchange.responseBody);
  return {
    row: {
      id: exchange.id, hei_id: exchange.heiId, partner_hei_id: exchange.partnerHeiId ?? null, direction: exchange.direction,
      api: exchange.api, endpoint: exchange.endpoint, request_id: textOf(exchange.requestId), method: exchange.method, url: storable(exchange.url),
      request_headers: JSON.stringify(exchange.requestHeaders), request_body: request?.sha256 ?? null,
      status: exchange.status ?? null, response_headers: exchange.responseHeaders ? JSON.stringify(exchange.responseHeaders) : null,
      response_body: response?.sha256 ?? null, at: exchange.at, duration_ms: exchange.durationMs,
      problem: textOf(exchange.problem), quirks: exchange.quirks ? [...exchange.quirks] : null,
    },
    bodies: [request, response].filter((body) => body !== undefined),
  };
};

const bodyOf = (bytes: Uint8Array): Body | undefined =>
  bytes.length === 0 ? undefined : { sha256: hash("sha256", bytes, "buffer"), bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };

const textOf = (text: string | undefined): string | null => (text === undefined ? null : storable(text));

/** U+0000 cannot be stored; evidence of a strange request must not be lost for it. */
const storable = (text: string): string => text.replaceAll("\0", "\uFFFD");

/** A row with its bodies joined in. */
export type FullRow = Selectable<ExchangesTable> & { readonly request_bytes: Buffer | null; readonly response_bytes: Buffer | null };

export const toSummary = (row: Omit<Selectable<ExchangesTable>, "request_headers" | "request_body" | "response_headers" | "response_body">): ExchangeSummary => ({
  id: row.id, direction: row.direction, heiId: row.hei_id as HeiId, api: row.api, endpoint: row.endpoint, method: row.method, url: row.url,
  at: row.at, durationMs: row.duration_ms,
  ...(row.partner_hei_id !== null && { partnerHeiId: row.partner_hei_id as HeiId }),
  ...(row.request_id !== null && { requestId: row.request_id }),
  ...(row.status !== null && { status: row.status }),
  ...(row.problem !== null && { problem: row.problem }),
  ...(row.quirks !== null && { quirks: row.quirks }),
});

export const toExchange = (row: FullRow): Exchange => ({
  ...toSummary(row),
  requestHeaders: headersOf(row.request_headers),
  requestBody: row.request_bytes ?? Buffer.alloc(0),
  // An answer has headers; its body may be empty.
  ...(row.response_headers !== null && { responseHeaders: headersOf(row.response_headers), responseBody: row.response_bytes ?? Buffer.alloc(0) }),
});

/** The driver has parsed the JSON; the order of the headers is as it was. */
const headersOf = (json: unknown): Record<string, string> => json as Record<string, string>;
