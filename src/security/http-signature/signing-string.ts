import { headerValue, type HeaderMap } from "../header-map.js";
import { quoted, type Refuse } from "../refusal.js";

export const REQUEST_TARGET = "(request-target)";

/**
 * The signing string of draft-cavage 2.3: a line `name: value` for each name, in that order, no newline at the end.
 * `target` is the value of `(request-target)`.
 */
export const signingString = (names: readonly string[], headers: HeaderMap, target: string): string =>
  names.map((name) => `${name}: ${name === REQUEST_TARGET ? target : headers[name]}`).join("\n");

/** The headers that the signature covers; all others are dropped here and nobody sees them again (PROTOCOL 3.3 step 10). */
export const coveredHeaders = (names: readonly string[], headers: HeaderMap, refuse: Refuse): HeaderMap => {
  const covered = Object.create(null) as Record<string, string>;
  for (const name of names) {
    if (name === REQUEST_TARGET) continue;
    const value = headerValue(headers, name);
    if (value === undefined) throw refuse(`The signature covers the header ${quoted(name)}, but the message has no such header.`);
    covered[name] = value;
  }
  return covered;
};

/** Refuse unless the signature covers all of `required` and one of the two dates. */
export const requireCovered = (names: readonly string[], required: readonly string[], refuse: Refuse): void => {
  const missing = required.filter((name) => !names.includes(name));
  if (!names.includes("date") && !names.includes("original-date")) missing.push("date (or original-date)");
  if (missing.length > 0) throw refuse(`The signature does not cover ${missing.join(", ")}.`);
};
