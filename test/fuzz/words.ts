/** Values that have broken software somewhere. */
import type { Chance } from "./chance.js";

/** Only in what belongs to others or is personal: wherever this turns up, something leaked. */
export const CANARY = "Canary-4711-Bird";

export const HOSTILE_TEXTS: readonly string[] = [
  "", " ", "\t", "0", "-1", "1e309", "NaN", "null", "undefined", "true", "[object Object]", "__proto__", "constructor", "toString", "hasOwnProperty",
  "'", "\"", "'; drop table agreements; --", "' or '1'='1", "\\", "\\'", "%", "_", "%%", "%00", "%0d%0a", "%ZZ", "%c0%ae", "+", "&", "=", ";", "#", "?",
  "<", ">", "<a>", "]]>", "<![CDATA[", "&amp;", "&lt;script&gt;", "&x;", "<!--", "<?xml?>", "../../../../etc/passwd", "..%2f..%2f", "//", "\\\\host\\share",
  "\0", "\u0001", "\u007f", "\u0085", "\u00a0", "\u200b", "\u2028", "\ufeff", "\ufffe", "\uffff", "\ud800", "\udfff", "é", "e\u0301", "ß", "İ", "ﬃ", "𝔘", "🎓", "数学", "\u202eabc",
  "${7*7}", "{{7*7}}", "%s%n", "$(id)", "`id`", "|id", "=1+1", "@SUM(1)", "\r\nSet-Cookie: a=b", "\n", "\r", "a\nb",
  "9999-12-31T23:59:59.999999999Z", "0000-00-00T00:00:00Z", "2026-02-30T00:00:00Z", "2026-03-01T08:00:00", "2026-03-01", "-2026-03-01T08:00:00Z", "+12026-01-01T00:00:00Z",
  "2026/2027", "2027/2026", "2026/2029", "9999/0000", "2026-2027", "0314", "99999999999999999999", "1.7976931348623157e308", "0x10", "1_000", "١٢٣",
  "rive.example", "lac.example", "mont.example", "RIVE.EXAMPLE", "rive.example.", "xn--rive.example", "localhost", "127.0.0.1",
];

/** A hostile text, at times long, doubled, or hidden in a usual one. */
export const hostileText = (chance: Chance): string => {
  const text = chance.pick(HOSTILE_TEXTS);
  if (chance.often(0.7)) return text;
  return chance.pick([
    () => text.repeat(1 + chance.upTo(60)),
    () => `${text}${chance.pick(HOSTILE_TEXTS)}`,
    () => `full${text}`,
    () => "x".repeat(chance.pick([63, 64, 65, 255, 256, 1000, 4000])),
    () => String.fromCharCode(...Array.from({ length: 1 + chance.upTo(20) }, () => chance.upTo(0x3000))),
  ])();
};
