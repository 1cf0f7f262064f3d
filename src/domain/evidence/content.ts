import { hash } from "node:crypto";
import type { Exchange, ExchangeSummary } from "../exchanges/model.js";
import type { EvidenceKind } from "../exchanges/retention.js";
import { encodeFields, type Field } from "./fields.js";

/** First field of the encoding; another number would be another encoding. */
export const EXCHANGE_FORMAT = "passerelle exchange 1";

/** What of an exchange is kept as text, exactly as it is kept: the hash is taken over these texts. */
export interface KeptTexts {
  readonly url: string;
  readonly requestId: Field;
  readonly requestHeaders: string;
  readonly responseHeaders: Field;
  readonly problem: Field;
  readonly quirks: Field;
}

/** SHA-256 of the two bodies in hex; null for one that is empty or absent. */
export interface BodyDigests {
  readonly request: Field;
  readonly response: Field;
}

type Facts = Pick<ExchangeSummary, "id" | "heiId" | "partnerHeiId" | "direction" | "api" | "endpoint" | "method" | "status" | "at" | "durationMs">;

/** Names of the fields below, for whoever shows them. */
export const CONTENT_NAMES = [
  "format", "id", "heiId", "partnerHeiId", "direction", "api", "endpoint", "requestId", "method", "url", "requestHeaders", "requestBody",
  "status", "responseHeaders", "responseBody", "at", "durationMs", "problem", "quirks", "kind",
] as const;

/** The fields of an exchange in the order in which they are hashed; decision 14 lists them. */
export const contentFields = (facts: Facts, kind: EvidenceKind, { texts, bodies }: { readonly texts: KeptTexts; readonly bodies: BodyDigests }): readonly Field[] => [
  EXCHANGE_FORMAT, facts.id, facts.heiId, facts.partnerHeiId ?? null, facts.direction, facts.api, facts.endpoint, texts.requestId,
  facts.method, texts.url, texts.requestHeaders, bodies.request, facts.status === undefined ? null : String(facts.status),
  texts.responseHeaders, bodies.response, facts.at.toISOString(), String(facts.durationMs), texts.problem, texts.quirks, kind,
];

/** The texts of an exchange. U+0000 and lone surrogates cannot be stored; evidence of a strange request must not be lost for it. */
export const keptTexts = ({ url, requestId, requestHeaders, responseHeaders, problem, quirks }: Exchange): KeptTexts => ({
  url: storable(url), requestId: requestId === undefined ? null : storable(requestId), requestHeaders: JSON.stringify(requestHeaders),
  responseHeaders: responseHeaders === undefined ? null : JSON.stringify(responseHeaders),
  problem: problem === undefined ? null : storable(problem), quirks: quirks === undefined ? null : JSON.stringify(quirks),
});

const storable = (text: string): string => (/[\0\ud800-\udfff]/.test(text) ? Buffer.from(text.replaceAll("\0", "\uFFFD")).toString() : text);

/** 32 bytes that stand for the whole exchange in its block. */
export const leafOf = (fields: readonly Field[]): Buffer => hash("sha256", encodeFields(fields), "buffer");
