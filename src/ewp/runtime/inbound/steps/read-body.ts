import type { IncomingMessage } from "node:http";
import { badRequest, tooLarge } from "../../../../kernel/errors.js";
import type { HeaderMap } from "../../../../security/header-map.js";

/** A body over the limit is read and thrown away up to this many times the limit: a caller that still sends does not read the refusal. */
const PATIENCE = 8;

/**
 * The body of a request with these headers as raw bytes: no decoding, no inflating before the digest is checked (PROTOCOL 3.10). Refuses with 413 above `limitBytes`
 * and with 400 when the connection ends before the body does.
 */
export const readBody = async (request: IncomingMessage, headers: HeaderMap, limitBytes: number): Promise<Buffer> => {
  if (hasNoBody(headers)) return NO_BODY;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > PATIENCE * limitBytes) break;
    }
  } catch (cause) {
    throw badRequest(`The body ended after ${size} bytes, before it was complete.`, { cause, code: "truncated-body" });
  }
  if (size > limitBytes) throw tooLarge(limitBytes);
  return Buffer.concat(chunks, size);
};

const NO_BODY = Buffer.alloc(0);

/** Neither header, no body (RFC 9112 6.3): nothing to wait for. */
const hasNoBody = (headers: HeaderMap): boolean => headers["content-length"] === undefined && headers["transfer-encoding"] === undefined;
