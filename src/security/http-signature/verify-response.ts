import type { KeyObject } from "node:crypto";
import { checkDigest } from "../digest.js";
import { headerValue, type HeaderMap } from "../header-map.js";
import { checkDates, DATE_WINDOW_MS } from "./date-window.js";
import { parseSignatureParameters } from "./parameters.js";
import { echoOf, type RequestHead, requestTarget } from "./request-head.js";
import { rsaSha256Verify } from "./rsa-sha256.js";
import { coveredHeaders, requireCovered, signingString } from "./signing-string.js";

/** An answer that is not from whom it should be. `reason` names the defect, without personal data: it may go to a monitoring report. */
export class ResponseRefused extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = "ResponseRefused";
  }
}

const refuse = (reason: string): ResponseRefused => new ResponseRefused(reason);

export interface ReceivedResponse {
  readonly headers: HeaderMap;
  /** The body as received, before any content coding is undone. */
  readonly body: Uint8Array;
}

export interface ResponseCheck {
  /** Our own request as `signRequest` made it. */
  readonly request: RequestHead;
  /** Server keys of the host whose API entry was used; undefined for any other key (PROTOCOL 3.4). */
  readonly serverKey: (keyId: string) => KeyObject | undefined;
  readonly now: Date;
  /** Threshold of the date check, milliseconds; never below five minutes. */
  readonly windowMs?: number;
}

/**
 * Verify a signed answer (PROTOCOL 3.4, client verification); throws `ResponseRefused`. Use only the headers returned. An error answer
 * without any signature is for the caller to cope with (PROTOCOL 3.10): look for the `signature` header before.
 */
export const verifyResponse = (response: ReceivedResponse, check: ResponseCheck): { readonly signedHeaders: HeaderMap } => {
  const expected = echoHeaders(check.request.headers);
  for (const [name, value] of Object.entries(expected)) checkEcho(response.headers, name, value);
  const text = headerValue(response.headers, "signature");
  if (text === undefined) throw refuse("The response has no Signature header.");
  const { keyId, headers: names, signature } = parseSignatureParameters(text, refuse);
  requireCovered(names, ["digest", ...Object.keys(expected).filter((name) => expected[name] !== undefined)], refuse);
  const signed = coveredHeaders(names, response.headers, refuse);
  checkDates(signed, check.now, check.windowMs ?? DATE_WINDOW_MS, refuse);
  const key = check.serverKey(keyId);
  if (!key) throw refuse("The keyId of the response is no server key of the host that was called.");
  // Some servers sign (request-target) in answers too; it means our request.
  if (!rsaSha256Verify(signingString(names, signed, requestTarget(check.request)), key, signature)) {
    throw refuse("The signature of the response is not valid for its headers.");
  }
  checkDigest(signed["digest"], response.body, refuse);
  return { signedHeaders: signed };
};

const echoHeaders = (sent: HeaderMap): Record<string, string | undefined> => {
  const { requestId, requestSignature } = echoOf(sent);
  return { "x-request-id": requestId, "x-request-signature": requestSignature };
};

const WIRE_NAMES: Record<string, string> = { "x-request-id": "X-Request-Id", "x-request-signature": "X-Request-Signature" };

const checkEcho = (headers: HeaderMap, name: string, sent: string | undefined): void => {
  const found = headerValue(headers, name);
  if (found === sent) return;
  const wrong = sent === undefined ? "answers nothing that was sent" : "is not the one of the request";
  const defect = found === undefined ? "is absent from the response" : wrong;
  throw refuse(`${WIRE_NAMES[name]} ${defect}.`);
};
