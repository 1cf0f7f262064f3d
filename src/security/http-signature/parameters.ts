import { quoted, type Refuse } from "../refusal.js";
import { RSA_SHA256 } from "./rsa-sha256.js";

/** What the `Authorization` or `Signature` header says (draft-cavage 2.1). `headers`: lower-case names in the order signed. */
export interface SignatureParameters {
  readonly keyId: string;
  readonly headers: readonly string[];
  readonly signature: string;
}

const LONGEST_TEXT = 8192;
const LONGEST_VALUE = { keyid: 256, signature: 2048 } as const;
const MOST_HEADERS = 100;

// One auth-param of RFC 7235: name, "=", token or quoted string. Sticky and without overlapping repetitions, hence linear.
const PARAMETER = /[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([!#-'*+.\-0-9A-Z^-z|~]+))[ \t]*(,|$)/y;

/**
 * Read `keyId="…",algorithm="rsa-sha256",headers="…",signature="…"` in any order. Unknown parameters are ignored, a parameter given
 * twice is refused: two readers could believe different ones. Without `headers` only `date` is signed (draft-cavage 2.1.6).
 */
export const parseSignatureParameters = (text: string, refuse: Refuse): SignatureParameters => {
  if (text.length > LONGEST_TEXT) throw refuse(`The signature parameters have ${text.length} characters; at most ${LONGEST_TEXT} are read.`);
  const given = readParameters(text, refuse);
  const algorithm = required(given, "algorithm", refuse);
  if (algorithm.toLowerCase() !== RSA_SHA256) throw refuse(`The signature algorithm is ${quoted(algorithm)}; expected "${RSA_SHA256}".`);
  const headers = (given.get("headers") ?? "date").toLowerCase().split(" ").filter((name) => name !== "");
  if (headers.length > MOST_HEADERS) throw refuse(`The signature covers ${headers.length} headers; at most ${MOST_HEADERS} are read.`);
  return { keyId: bounded(given, "keyid", refuse), headers, signature: bounded(given, "signature", refuse) };
};

/** The same text from its parts, for a header that we send. */
export const formatSignatureParameters = ({ keyId, headers, signature }: SignatureParameters): string =>
  `keyId="${keyId}",algorithm="${RSA_SHA256}",headers="${headers.join(" ")}",signature="${signature}"`;

/** Parameters by lower-case name: names of auth-params are case-insensitive (RFC 7235 2.1). */
const readParameters = (text: string, refuse: Refuse): ReadonlyMap<string, string> => {
  const given = new Map<string, string>();
  for (let at = 0, more = true; more; ) {
    PARAMETER.lastIndex = at;
    const match = PARAMETER.exec(text);
    if (!match) throw refuse(`The signature parameters cannot be read from character ${at + 1}: expected name="value", separated by commas.`);
    const [whole, name = "", inQuotes, token = "", end] = match;
    if (given.has(name.toLowerCase())) throw refuse(`The signature parameter ${quoted(name)} is given twice.`);
    given.set(name.toLowerCase(), inQuotes?.replace(/\\(.)/g, "$1") ?? token);
    at += whole.length;
    more = end === ",";
  }
  return given;
};

const WIRE_NAMES = { keyid: "keyId", algorithm: "algorithm", signature: "signature" } as const;

const required = (given: ReadonlyMap<string, string>, name: keyof typeof WIRE_NAMES, refuse: Refuse): string => {
  const value = given.get(name);
  if (!value) throw refuse(`The signature parameter ${WIRE_NAMES[name]} is absent; expected keyId, algorithm, headers and signature.`);
  return value;
};

const bounded = (given: ReadonlyMap<string, string>, name: keyof typeof LONGEST_VALUE, refuse: Refuse): string => {
  const value = required(given, name, refuse);
  const most = LONGEST_VALUE[name];
  if (value.length > most) throw refuse(`The signature parameter ${WIRE_NAMES[name]} has ${value.length} characters; at most ${most} are read.`);
  return value;
};
