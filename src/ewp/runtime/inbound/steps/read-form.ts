import type { HeaderMap } from "../../../../security/header-map.js";
import { checkMediaType } from "./media-type.js";

/**
 * Where the parameters are: the query of a GET, the form of a POST, whose query is ignored (PROTOCOL 8 row 8).
 * `body` is what was left when its content coding was undone. Refuses other media types with 415.
 */
export const readForm = (method: string, target: string, headers: HeaderMap, body: Uint8Array): URLSearchParams => {
  if (method !== "POST") {
    const query = target.indexOf("?");
    return new URLSearchParams(query < 0 ? "" : target.slice(query));
  }
  checkMediaType(headers, ["application/x-www-form-urlencoded"]);
  return new URLSearchParams(Buffer.from(body).toString("utf8"));
};
