import { unsupportedMediaType } from "../../../../kernel/errors.js";
import { headerValue, type HeaderMap } from "../../../../security/header-map.js";
import { quoted } from "../../../../security/refusal.js";

const CHARSET = /;[ \t]*charset=[ \t]*"?([^";\s]*)"?/i;
const UTF8 = ["utf-8", "utf8", "us-ascii"];

/**
 * Refuses with 415 a Content-Type that is none of `supported` (lower case), or not UTF-8. A signed request whose Content-Type is not under
 * the signature has none for us; its body, which the digest protects, is then taken for what it has to be.
 */
export const checkMediaType = (headers: HeaderMap, supported: readonly string[]): void => {
  const contentType = headerValue(headers, "content-type");
  if (contentType === undefined) return;
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!supported.includes(mediaType)) throw unsupportedMediaType(`The Content-Type ${quoted(contentType)} is not supported; expected ${supported.join(" or ")}.`);
  const charset = CHARSET.exec(contentType)?.[1]?.toLowerCase() ?? "utf-8";
  if (!UTF8.includes(charset)) throw unsupportedMediaType(`The charset ${quoted(charset)} is not supported; expected UTF-8.`);
};
