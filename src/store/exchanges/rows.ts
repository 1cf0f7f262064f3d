import type { Selectable } from "kysely";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { Exchange, ExchangeSummary } from "../../domain/exchanges/model.js";
import type { HeiId } from "../../kernel/ids.js";
import { bodyName, openTexts, type SealedTexts } from "../evidence/sealed-row.js";
import type { ExchangesTable } from "../sql/evidence-tables.js";

export type Row = Selectable<ExchangesTable>;

/** A row with its bodies joined in: those of former versions, and sealed ones. */
export type FullRow = Row & {
  readonly request_bytes: Buffer | null;
  readonly response_bytes: Buffer | null;
  readonly request_sealed: Buffer | null;
  readonly response_sealed: Buffer | null;
};

/** The texts of a row, whether it is sealed or was written by a former version. */
export const textsOf = (row: Row, seal: EvidenceSeal): SealedTexts =>
  row.sealed === null
    ? { url: row.url, problem: row.problem, requestHeaders: JSON.stringify(row.request_headers), responseHeaders: row.response_headers === null ? null : JSON.stringify(row.response_headers) }
    : openTexts({ id: row.id, sealed: row.sealed }, seal);

export const toSummary = (row: Row, { url, problem }: Pick<SealedTexts, "url" | "problem">): ExchangeSummary => ({
  id: row.id, direction: row.direction, heiId: row.hei_id as HeiId, api: row.api, endpoint: row.endpoint, method: row.method, url,
  at: row.at, durationMs: row.duration_ms,
  ...(row.partner_hei_id !== null && { partnerHeiId: row.partner_hei_id as HeiId }),
  ...(row.request_id !== null && { requestId: row.request_id }),
  ...(row.status !== null && { status: row.status }),
  ...(problem !== null && { problem }),
  ...(row.quirks !== null && { quirks: row.quirks }),
});

/** Throws when something sealed does not open. */
export const toExchange = (row: FullRow, seal: EvidenceSeal): Exchange => {
  const texts = textsOf(row, seal);
  return {
    ...toSummary(row, texts),
    requestHeaders: JSON.parse(texts.requestHeaders) as Record<string, string>,
    requestBody: bodyIn(row.request_address, row.request_sealed, seal) ?? row.request_bytes ?? Buffer.alloc(0),
    // An answer has headers; its body may be empty.
    ...(texts.responseHeaders !== null && {
      responseHeaders: JSON.parse(texts.responseHeaders) as Record<string, string>,
      responseBody: bodyIn(row.response_address, row.response_sealed, seal) ?? row.response_bytes ?? Buffer.alloc(0),
    }),
  };
};

const bodyIn = (address: Buffer | null, sealed: Buffer | null, seal: EvidenceSeal): Buffer | undefined =>
  address === null || sealed === null ? undefined : seal.open(sealed, bodyName(address));
