import { createHash, type KeyObject } from "node:crypto";
import { badRequest, notAuthenticated, unknownKey } from "../../kernel/errors.js";
import type { HeaderMap } from "../header-map.js";
import { quoted } from "../refusal.js";
import { checkDates, DATE_WINDOW_MS } from "./date-window.js";
import { parseSignatureParameters, type SignatureParameters } from "./parameters.js";
import { type RequestHead, requestTarget, signatureCredentials } from "./request-head.js";
import { rsaSha256Verify } from "./rsa-sha256.js";
import { coveredHeaders, requireCovered, signingString } from "./signing-string.js";

const REQUIRED = ["(request-target)", "host", "digest", "x-request-id"];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface RequestCheck<T> {
  /** True for the `Host` values of our own domain (see `isHostOf`). */
  readonly isOwnHost: (host: string) => boolean;
  /** The caller with this client key; undefined for keys that the catalogue does not list as *client* keys. */
  readonly clientKey: (keyId: string) => T | undefined;
  readonly now: Date;
  /** Threshold of the date check, milliseconds; never below five minutes. */
  readonly windowMs?: number;
}

export interface VerifiedRequest<T> {
  readonly client: T;
  readonly keyId: string;
  readonly requestId: string;
  /** The `signature` parameter as received, for X-Request-Signature. */
  readonly signature: string;
  /** What the signature covers, `digest` included. Whatever else was sent is not here and must not be used. */
  readonly signedHeaders: HeaderMap;
}

/**
 * Authenticate a request by its head, before its body is read, in the order of PROTOCOL 3.3. The digest is part of the signed headers:
 * call `checkDigest(signedHeaders.digest, body)` once the body is there. Refuses with 401 (no HTTP signature), 403 (unknown key)
 * or 400 (everything that the caller has to repair).
 */
export const verifyRequestHead = <T extends { readonly publicKey: KeyObject }>(head: RequestHead, check: RequestCheck<T>): VerifiedRequest<T> => {
  const credentials = signatureCredentials(head.headers);
  if (credentials === undefined) throw notAuthenticated('The request has no header "Authorization: Signature …"; expected an HTTP signature.');
  const { keyId, headers: names, signature } = parseSignatureParameters(credentials, badRequest);
  requireCovered(names, REQUIRED, badRequest);
  const signed = coveredHeaders(names, head.headers, badRequest);

  const { host = "", "x-request-id": requestId = "" } = signed;
  if (!check.isOwnHost(host)) throw badRequest(`Host ${quoted(host)} is not this server.`);
  const client = check.clientKey(keyId);
  if (!client) throw unknownKey(`keyId ${quoted(keyId)} is no client key of the catalogue; expected the lower-case hex SHA-256 of one.`);
  checkDates(signed, check.now, check.windowMs ?? DATE_WINDOW_MS, badRequest);
  if (!UUID.test(requestId)) throw badRequest(`X-Request-Id ${quoted(requestId)} is no UUID in its canonical lower-case form.`);

  const text = signingString(names, signed, requestTarget(head));
  if (!rsaSha256Verify(text, client.publicKey, signature)) throw badRequest(mismatch({ keyId, headers: names, signature }, text));
  return { client, keyId, requestId, signature, signedHeaders: signed };
};

/** A hash and not the text itself: it lets the caller compare, and puts no parameter of the query into a log. */
const mismatch = ({ keyId, headers }: SignatureParameters, text: string): string =>
  `The signature is not valid for key ${quoted(keyId)} over "${headers.join(" ")}". The signing string as received here has ${text.length} bytes ` +
  `and SHA-256 ${createHash("sha256").update(text, "latin1").digest("hex")}.`;
