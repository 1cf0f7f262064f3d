import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { HeaderMap } from "../../../../security/header-map.js";
import { echoOf } from "../../../../security/http-signature/request-head.js";
import { signResponse, wantsSignature } from "../../../../security/http-signature/sign-response.js";
import { invites } from "../../content-codings.js";
import type { Content, InboundExchange, WireAnswer } from "../exchange.js";
import type { HostKeys } from "../../ports.js";
import { type CodedBody, encrypted } from "./encrypt-answer.js";

const compress = promisify(gzip);
/** Below this size gzip costs more than it saves. */
const WORTH_COMPRESSING = 1024;

/** True when `Accept-Encoding` invites gzip by name (PROTOCOL 8 row 6). */
const invitesGzip = (headers: HeaderMap): boolean => invites(headers, "gzip") || invites(headers, "x-gzip");

/**
 * The last step of every answer, refusals included: content coding, then digest and signature with the institution's server key if the
 * caller asked for one, exactly one RSA operation (PROTOCOL 3.4, 3.10). The request's usable headers steer it; the echo is taken from
 * the headers as received.
 */
export const signAnswer = async ({ head, headers, heiId, recipient }: InboundExchange, content: Content, keys: HostKeys, now: Date): Promise<WireAnswer> => {
  const coded = encrypted(await codeBody(content, head.method, headers), recipient);
  const signer = heiId !== undefined && wantsSignature(headers) ? keys.keysOf(heiId)?.server : undefined;
  const signed = signer
    ? await signResponse({ ...signer, ...echoOf(head.headers), headers: coded.headers, body: coded.body, now })
    : { ...coded.headers, date: now.toUTCString() };
  return { status: content.status, body: coded.body, headers: { ...signed, "content-length": String(coded.body.length) } };
};

const codeBody = async ({ headers, bytes }: Content, method: string, asked: HeaderMap): Promise<CodedBody> => {
  // HEAD is refused everywhere, and a refusal of HEAD must not have a body (RFC 9110 9.3.2).
  if (method === "HEAD") return { headers, body: new Uint8Array() };
  if (bytes.length <= WORTH_COMPRESSING || !invitesGzip(asked)) return { headers, body: bytes };
  return { headers: { ...headers, "content-encoding": "gzip" }, body: await compress(bytes) };
};
