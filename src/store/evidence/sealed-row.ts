import { hash } from "node:crypto";
import type { Insertable, Selectable } from "kysely";
import { type BodyDigests, contentFields, type KeptTexts, keptTexts, leafOf } from "../../domain/evidence/content.js";
import { decodeFields, encodeFields, type Field } from "../../domain/evidence/fields.js";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { Exchange, ExchangeSummary } from "../../domain/exchanges/model.js";
import { evidenceKind, type EvidenceKind } from "../../domain/exchanges/retention.js";
import type { ExchangesTable } from "../sql/evidence-tables.js";

/** A row without its place in the chain. */
export type SealedRow = Omit<Insertable<ExchangesTable>, "chain" | "height" | "place">;

/** A body by its digest, and where it is in the database. */
export interface AddressedBody {
  readonly digest: string;
  readonly address: Buffer;
  readonly bytes: Uint8Array;
}

export interface Prepared {
  readonly row: SealedRow;
  readonly leaf: Buffer;
  readonly bodies: readonly AddressedBody[];
}

/** What stands in the columns of former versions, which cannot be null. The real values are sealed. */
const NO_HEADERS = "{}";
const withoutQuery = (url: string): string => url.split("?", 1)[0] ?? url;

/** What is sealed of an exchange, and where its bodies are. */
type Secrets = Pick<Selectable<ExchangesTable>, "sealed" | "request_address" | "response_address">;

/**
 * The columns of an exchange. The plain ones steer look-ups and hold nothing that a partner wrote but ids. One literal: an object of this
 * size that is put together from others takes longer to make than to encrypt.
 */
export const columnsOf = (exchange: ExchangeSummary, kind: EvidenceKind, texts: KeptTexts, { sealed, request_address, response_address }: Secrets): SealedRow => ({
  id: exchange.id, hei_id: exchange.heiId, partner_hei_id: exchange.partnerHeiId ?? null, direction: exchange.direction,
  api: exchange.api, endpoint: exchange.endpoint, request_id: texts.requestId, method: exchange.method, url: withoutQuery(texts.url),
  request_headers: NO_HEADERS, request_body: null, status: exchange.status ?? null, response_headers: null, response_body: null,
  at: exchange.at, duration_ms: exchange.durationMs, problem: null, quirks: exchange.quirks ? [...exchange.quirks] : null,
  kind, failed: exchange.problem !== undefined, sealed, request_address, response_address,
});

/** An exchange as it waits to be written: what will be kept of its headers stands there as text. */
export type WaitingExchange = Omit<Exchange, "requestHeaders" | "responseHeaders"> & { readonly texts: KeptTexts };

/**
 * Made at once and not when it is written: the headers of an exchange are some sixty objects, its texts are five, and whatever lives for
 * a quarter of a second is carried along by the garbage collector two times.
 */
export const waiting = (exchange: Exchange): WaitingExchange => ({
  id: exchange.id, direction: exchange.direction, heiId: exchange.heiId, partnerHeiId: exchange.partnerHeiId, api: exchange.api, endpoint: exchange.endpoint,
  requestId: exchange.requestId, method: exchange.method, url: exchange.url, requestBody: exchange.requestBody, at: exchange.at, durationMs: exchange.durationMs,
  problem: exchange.problem, status: exchange.status, responseBody: exchange.responseBody, responseSha256: exchange.responseSha256,
  quirks: exchange.quirks, signedWith: exchange.signedWith, texts: keptTexts(exchange),
});

/** An exchange as it goes to the database: its row, its hash, its bodies. `addressOf` gives the address of a digest in hex. */
export const prepare = (exchange: WaitingExchange, seal: EvidenceSeal, addressOf: (digest: string) => Buffer): Prepared => {
  const { texts } = exchange;
  const request = bodyOf(exchange.requestBody, addressOf);
  const response = bodyOf(exchange.responseBody, addressOf, exchange.responseSha256);
  const digests: BodyDigests = { request: request?.digest ?? null, response: response?.digest ?? null };
  const kind = evidenceKind(exchange);
  const secret = encodeFields([texts.url, texts.requestHeaders, texts.responseHeaders, texts.problem]);
  const secrets: Secrets = { sealed: seal.seal(secret, exchange.id), request_address: request?.address ?? null, response_address: response?.address ?? null };
  return {
    row: columnsOf(exchange, kind, texts, secrets),
    leaf: leafOf(contentFields(exchange, kind, { texts, bodies: digests })),
    bodies: [request, response].filter((body) => body !== undefined),
  };
};

const bodyOf = (bytes: Uint8Array | undefined, addressOf: (digest: string) => Buffer, sha256?: Uint8Array): AddressedBody | undefined => {
  if (bytes === undefined || bytes.length === 0) return undefined;
  const digest = sha256 ? Buffer.from(sha256).toString("hex") : hash("sha256", bytes);
  return { digest, address: addressOf(digest), bytes };
};

export interface SealedTexts {
  readonly url: string;
  readonly requestHeaders: string;
  readonly responseHeaders: Field;
  readonly problem: Field;
}

/** What is sealed in a row. Throws when it does not open. */
export const openTexts = ({ id, sealed }: Pick<Selectable<ExchangesTable>, "id"> & { readonly sealed: Buffer }, seal: EvidenceSeal): SealedTexts => {
  const [url, requestHeaders, responseHeaders = null, problem = null] = decodeFields(seal.open(sealed, id));
  if (typeof url !== "string" || typeof requestHeaders !== "string") throw new RangeError("a sealed row has a URL and headers");
  return { url, requestHeaders, responseHeaders, problem };
};

/** The name under which a body is sealed. */
export const bodyName = (address: Buffer): string => address.toString("base64");
