import { unsupportedMediaType } from "../../../../kernel/errors.js";
import { headerValue, type HeaderMap } from "../../../../security/header-map.js";
import { quoted } from "../../../../security/refusal.js";

const FORM = "application/x-www-form-urlencoded";
const CHARSET = /;[ \t]*charset=[ \t]*"?([^";\s]*)"?/i;

/**
 * Where the parameters are: the query of a GET, the form of a POST, whose query is ignored (PROTOCOL 8 row 8).
 * `body` is what was left when its content coding was undone. Refuses other media types with 415. A signed request whose Content-Type is not under the signature has none
 * for us; its body, which the digest protects, is then taken for the form that it has to be.
 */
export const readForm = (method: string, target: string, headers: HeaderMap, body: Uint8Array): URLSearchParams => {
  if (method !== "POST") {
    const query = target.indexOf("?");
    return new URLSearchParams(query < 0 ? "" : target.slice(query));
  }
  checkMediaType(headerValue(headers, "content-type") ?? FORM);
  return new URLSearchParams(Buffer.from(body).toString("utf8"));
};

const checkMediaType = (contentType: string): void => {
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== FORM) throw unsupportedMediaType(`The Content-Type ${quoted(contentType)} is not supported; expected ${FORM}.`);
  const charset = CHARSET.exec(contentType)?.[1]?.toLowerCase() ?? "utf-8";
  if (!["utf-8", "utf8", "us-ascii"].includes(charset)) throw unsupportedMediaType(`The charset ${quoted(charset)} is not supported; expected UTF-8.`);
};
