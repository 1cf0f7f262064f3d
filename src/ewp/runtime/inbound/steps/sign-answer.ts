import { headerValue, type HeaderMap } from "../../../../security/header-map.js";
import { echoOf } from "../../../../security/http-signature/request-head.js";
import { type ResponseToSign, signResponse, wantsSignature } from "../../../../security/http-signature/sign-response.js";
import { invites } from "../../content-codings.js";
import type { Content, InboundExchange, WireAnswer } from "../exchange.js";
import { NO_PAYLOAD } from "../../payload.js";
import type { HostKeys } from "../../ports.js";
import { encrypted } from "./encrypt-answer.js";

/** Below this size gzip costs more than it saves. */
const WORTH_COMPRESSING = 1024;

/** True when `Accept-Encoding` invites gzip by name (PROTOCOL 8 row 6). */
const invitesGzip = (headers: HeaderMap): boolean => invites(headers, "gzip") || invites(headers, "x-gzip");

/**
 * The last step of every answer, refusals included: content coding, then digest and signature with the institution's server key if the
 * caller asked for one, exactly one RSA operation (PROTOCOL 3.4, 3.10). The request's usable headers steer it; the echo is taken from
 * the headers as received.
 */
export const signAnswer = async (exchange: InboundExchange, content: Content, keys: HostKeys, now: Date): Promise<WireAnswer> => {
  const { status, headers: given, body } = encrypted(await codeBody(content, exchange), exchange.recipient);
  const headers = await signedOf(exchange, { headers: given, digest: body.digest, now }, keys);
  headers["content-length"] = String(body.bytes.length);
  return { status, body, headers };
};

const signedOf = async ({ head, headers, heiId, requestSignature }: InboundExchange, answer: Pick<ResponseToSign, "headers" | "digest" | "now">, keys: HostKeys) => {
  const signer = heiId !== undefined && wantsSignature(headers) ? keys.keysOf(heiId)?.server : undefined;
  if (!signer) return { ...answer.headers, date: answer.now.toUTCString() };
  const echo = requestSignature === undefined ? echoOf(head.headers) : { requestId: headerValue(head.headers, "x-request-id"), requestSignature };
  // Named one by one: three objects spread into one cost more than what is signed.
  return signResponse({
    keyId: signer.keyId, privateKey: signer.privateKey, requestId: echo.requestId, requestSignature: echo.requestSignature,
    headers: answer.headers, digest: answer.digest, now: answer.now,
  });
};

const codeBody = (content: Content, { head, headers }: InboundExchange): Content | Promise<Content> => {
  // HEAD is refused everywhere, and a refusal of HEAD must not have a body (RFC 9110 9.3.2).
  if (head.method === "HEAD") return { ...content, body: NO_PAYLOAD };
  if (content.body.bytes.length <= WORTH_COMPRESSING || !invitesGzip(headers)) return content;
  return content.body.gzipped().then((body) => ({ ...content, headers: { ...content.headers, "content-encoding": "gzip" }, body }));
};
