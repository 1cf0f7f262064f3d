import { headerValue, type HeaderMap } from "../header-map.js";
import type { Echo } from "./request-head.js";
import { RSA_SHA256 } from "./rsa-sha256.js";
import { signHeaders, type Signer } from "./sign.js";

/**
 * True when the caller asked for a signed answer: `Accept-Signature` lists rsa-sha256, in any case (PROTOCOL 3.4).
 * Give it the signed headers of a request that passed, and the headers as received of one that did not (PROTOCOL 8 row 4).
 */
export const wantsSignature = (headers: HeaderMap): boolean =>
  (headerValue(headers, "accept-signature") ?? "").split(",").some((entry) => entry.split(";")[0]?.trim().toLowerCase() === RSA_SHA256);

export interface ResponseToSign extends Signer, Partial<Echo> {
  /** Headers of the answer, e.g. content-type, www-authenticate, by lower-case names; all are signed but those of the connection. */
  readonly headers: HeaderMap;
  /** Value of the `Digest` header: of the body as it will be transmitted, after content coding. */
  readonly digest: string;
  readonly now: Date;
}

/**
 * The headers of an answer as PROTOCOL 3.4 asks: the given ones, date, digest, the echo of what the caller sent (`echoOf`), and
 * signature. One RSA operation. Nothing may touch these headers or the body afterwards.
 */
export const signResponse = async (response: ResponseToSign): Promise<Record<string, string>> => {
  const { requestId, requestSignature } = response;
  const headers: Record<string, string> = { ...response.headers, date: response.now.toUTCString(), digest: response.digest };
  if (requestId !== undefined) headers["x-request-id"] = requestId;
  if (requestSignature !== undefined) headers["x-request-signature"] = requestSignature;
  headers["signature"] = await signHeaders(headers, response);
  return headers;
};
