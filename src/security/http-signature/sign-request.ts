import { sha256Digest } from "../digest.js";
import { headerMap, type HeaderMap } from "../header-map.js";
import { type RequestHead, requestTarget } from "./request-head.js";
import { RSA_SHA256 } from "./rsa-sha256.js";
import { signHeaders, type Signer } from "./sign.js";

export interface UnsignedRequest {
  readonly method: string;
  readonly url: URL;
  /** The body as it will be transmitted; empty for GET. */
  readonly body: Uint8Array;
  /** Further headers, e.g. content-type; all are signed but those of the connection. */
  readonly headers: HeaderMap;
  /** A fresh canonical UUID. */
  readonly requestId: string;
  readonly now: Date;
}

export type RequestToSign = UnsignedRequest & Signer;

/**
 * The head of a request that is authenticated by other means than a signature: the same headers but for authorization, so that the
 * answer is signed for it and can be told from others (PROTOCOL 3.4).
 */
export const unsignedRequest = (request: UnsignedRequest): RequestHead => ({
  method: request.method,
  target: request.url.pathname + request.url.search,
  headers: {
    ...headerMap(request.headers),
    host: request.url.host,
    date: request.now.toUTCString(),
    digest: sha256Digest(request.body),
    "x-request-id": request.requestId,
    "accept-signature": RSA_SHA256,
  },
});

/**
 * The head of a request as PROTOCOL 3.3 asks: adds host, date, digest, x-request-id, accept-signature and authorization, and signs.
 * Send exactly these headers, method and target; keep the head for `verifyResponse`.
 */
export const signRequest = async (request: RequestToSign): Promise<RequestHead> => {
  const unsigned = unsignedRequest(request);
  const parameters = await signHeaders(unsigned.headers, request, requestTarget(unsigned));
  return { ...unsigned, headers: { ...unsigned.headers, authorization: `Signature ${parameters}` } };
};
