import { headerValue, type HeaderMap } from "../header-map.js";
import { parseSignatureParameters, type SignatureParameters } from "./parameters.js";

/** A request without its body. `target` is path and query exactly as sent, percent-encoding untouched. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderMap;
}

/** Value of `(request-target)` (draft-cavage 2.3): method in lower case, path with query. */
export const requestTarget = ({ method, target }: RequestHead): string => `${method.toLowerCase()} ${target || "/"}`;

const SCHEME = /^signature(?:[ \t]+|$)/i;

/** The text after `Authorization: Signature`, or undefined when the header is absent or of another scheme. */
export const signatureCredentials = (headers: HeaderMap): string | undefined => {
  const authorization = headerValue(headers, "authorization");
  return authorization !== undefined && SCHEME.test(authorization) ? authorization.replace(SCHEME, "") : undefined;
};

/** What an answer repeats of its request (PROTOCOL 3.4). */
export interface Echo {
  readonly requestId: string | undefined;
  readonly requestSignature: string | undefined;
}

/**
 * Take the echo from the headers as received, also of a request that is refused: its error answer is signed like any other
 * (PROTOCOL 8 row 5). Nothing is invented for what the caller did not send.
 */
export const echoOf = (headers: HeaderMap): Echo => ({
  requestId: headerValue(headers, "x-request-id"),
  requestSignature: readableParameters(headers)?.signature,
});

/** The `keyId` that a request names, whether or not its signature is right; undefined when none can be read. */
export const signatureKeyId = (headers: HeaderMap): string | undefined => readableParameters(headers)?.keyId;

const readableParameters = (headers: HeaderMap): SignatureParameters | undefined => {
  const credentials = signatureCredentials(headers);
  if (credentials === undefined) return undefined;
  try {
    return parseSignatureParameters(credentials, Error);
  } catch {
    return undefined; // Malformed: there is no signature to repeat, and the request is refused elsewhere.
  }
};
