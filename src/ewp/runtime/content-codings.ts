import { headerValue, type HeaderMap } from "../../security/header-map.js";

const ZERO = /^0(?:\.0*)?$/;

/** True when `Accept-Encoding` names the coding (lower case) with a quality above zero (RFC 7231 5.3.4); `*` names none. */
export const invites = (headers: HeaderMap, coding: string): boolean =>
  (headerValue(headers, "accept-encoding") ?? "").split(",").some((entry) => {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    const quality = parameters.length === 0 ? "1" : /^q=([\d.]+)$/.exec(parameters.join(";"))?.[1];
    return name === coding && quality !== undefined && !ZERO.test(quality);
  });

/** The codings of a body in the order in which they were applied, lower case; none for `identity`. */
export const codingsOf = (headers: HeaderMap): readonly string[] => {
  const header = headerValue(headers, "content-encoding");
  return header === undefined ? NONE : header.split(",").map((coding) => coding.trim().toLowerCase()).filter((coding) => coding !== "" && coding !== "identity");
};

const NONE: readonly string[] = [];
