/** What can be wrong with any answer. Each gives a sentence, or nothing when all is well. */
import { createPublicKey, verify } from "node:crypto";
import { errorResponse } from "../ewp/runtime/error-response.js";
import type { XmlElement } from "../xml/element.js";
import { parseXml } from "../xml/parse.js";
import { readDocument } from "../xml/read.js";
import { digestOf, type Reply } from "./caller.js";
import type { Subject } from "./subject.js";

/** The first of some complaints. */
export const firstOf = (...complaints: readonly (string | undefined)[]): string | undefined => complaints.find((complaint) => complaint !== undefined);

/** Tries in turn and stops at the first complaint. */
export const inTurn = async <T>(cases: Iterable<T>, complain: (one: T) => Promise<string | undefined>): Promise<string | undefined> => {
  for (const one of cases) {
    const found = await complain(one);
    if (found !== undefined) return found;
  }
  return undefined;
};

export const answered = ({ status, body }: Reply, expected: readonly number[], what = ""): string | undefined =>
  expected.includes(status) ? undefined : `${what === "" ? "" : `${what}: `}expected ${expected.join(" or ")}, got ${status}${status === 200 ? "" : ` (${messageIn(body) ?? "no error-response"})`}`;

/** The `developer-message` of an error-response, cut to a line; undefined when there is none. */
export const messageIn = (body: Uint8Array): string | undefined => {
  try {
    return readDocument(errorResponse, body).developerMessage.slice(0, 200);
  } catch {
    return undefined;
  }
};

/** A refusal of the client's with an error-response that says something. */
export const refused = (reply: Reply, expected: readonly number[], what = ""): string | undefined =>
  answered(reply, expected, what) ?? ((messageIn(reply.body) ?? "") === "" ? `${what === "" ? "" : `${what}: `}the ${reply.status} has no error-response with a developer-message` : undefined);

/** The document, or a complaint. */
export const documentIn = ({ body }: Reply): XmlElement | string => {
  try {
    return parseXml(body);
  } catch (error) {
    return `the answer is no XML: ${error instanceof Error ? error.message : String(error)}`;
  }
};

/** Texts of all elements of this name, in document order. */
export const textsOf = (root: XmlElement, name: string): string[] =>
  root.children.flatMap((child) => (typeof child === "string" ? [] : [...(child.name === name ? [child.children.filter((inner) => typeof inner === "string").join("")] : []), ...textsOf(child, name)]));

const parameter = (header: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? "";
const NEVER_SIGNED = new Set(["signature", "content-length", "connection", "keep-alive", "transfer-encoding", "via", "server", "alt-svc", "strict-transport-security"]);

/** Everything that a client may demand of a signed answer (PROTOCOL 3.4). */
export const signatureComplaint = ({ headers, body, sent }: Reply, { serverKeys }: Subject): string | undefined => {
  const header = headers["signature"];
  if (header === undefined) return "the answer has no Signature header";
  const names = parameter(header, "headers").split(" ");
  const missing = ["digest", "x-request-id", ...(sent.signature === undefined ? [] : ["x-request-signature"])].filter((name) => !names.includes(name));
  const unsigned = Object.keys(headers).filter((name) => !names.includes(name) && !NEVER_SIGNED.has(name) && /^(?:content|x-|date|original|digest)/.test(name));
  const der = serverKeys.get(parameter(header, "keyId"));
  return firstOf(
    missing.length > 0 ? `the signature does not cover ${missing.join(", ")}` : undefined,
    names.includes("date") || names.includes("original-date") ? undefined : "the signature covers no date",
    unsigned.length > 0 ? `not signed: ${unsigned.join(", ")}` : undefined,
    der === undefined ? `it is signed with ${parameter(header, "keyId").slice(0, 16)}…, which is no server key of the manifest` : undefined,
    headers["digest"]?.split(/,\s*/).some((one) => one.replace(/^sha-256/i, "SHA-256") === digestOf(body)) ? undefined : "the digest is not that of the body as transmitted",
    headers["x-request-id"] === sent.requestId ? undefined : "X-Request-Id is not repeated",
    sent.signature === undefined || headers["x-request-signature"] === sent.signature ? undefined : "X-Request-Signature is not the signature of the request",
    der && isSignedBy(der, names, headers) ? undefined : "the signature is not valid",
  );
};

const isSignedBy = (der: Buffer, names: readonly string[], headers: Reply["headers"]): boolean => {
  const text = names.map((name) => `${name.toLowerCase()}: ${headers[name.toLowerCase()] ?? ""}`).join("\n");
  const signature = Buffer.from(parameter(headers["signature"] ?? "", "signature"), "base64");
  return verify("sha256", Buffer.from(text, "latin1"), createPublicKey({ key: der, format: "der", type: "spki" }), signature);
};
