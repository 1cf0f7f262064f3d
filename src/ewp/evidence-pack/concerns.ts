import { gunzipSync } from "node:zlib";
import type { Exchange } from "../../domain/exchanges/model.js";

/** The two copies of one agreement. */
export interface Copies {
  readonly iiaId: string;
  /** Absent while the partner's copy is not bound. */
  readonly partnerIiaId?: string | undefined;
}

/** Whose id the parameter `iia_id` is, by API and direction (PROTOCOL 5.8 to 5.11). */
const WHOSE: Readonly<Record<string, keyof Copies>> = {
  "iias in": "iiaId", "iias out": "partnerIiaId",
  "iias-approval in": "partnerIiaId", "iias-approval out": "iiaId",
  "iia-cnr in": "partnerIiaId", "iia-cnr out": "iiaId",
  "iia-approval-cnr in": "iiaId", "iia-approval-cnr out": "partnerIiaId",
};

/** The id under which an exchange is about the agreement; undefined when it is about none of its copies. */
export const idConcerned = (exchange: Exchange, copies: Copies): string | undefined => {
  const id = copies[WHOSE[`${exchange.api} ${exchange.direction}`] ?? "iiaId"];
  return id !== undefined && idsAsked(exchange).includes(id) ? id : undefined;
};

const idsAsked = ({ method, url, requestBody }: Exchange): readonly string[] =>
  new URLSearchParams(method === "GET" ? url.split("?")[1] ?? "" : Buffer.from(requestBody).toString("utf8")).getAll("iia_id");

/** The document of an answer, whatever its content coding. */
export const documentIn = ({ responseHeaders = {}, responseBody = new Uint8Array() }: Exchange): Uint8Array =>
  responseHeaders["content-encoding"] === "gzip" ? gunzipSync(responseBody, { maxOutputLength: 64 * 1024 * 1024 }) : responseBody;
