/** A request before it is signed, and the bytes that it becomes. */
import { randomUUID } from "node:crypto";
import type { TestHost } from "../../support/ewp/ewp-hosts.js";
import { digestOf, signatureOver } from "../../support/ewp/signed-client.js";

export type Pair = readonly [name: string, value: string];

export interface Draft {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** In the query of a GET, in the body of a POST; written as it stands, escapes included. */
  readonly form: readonly Pair[];
  /** Headers besides the usual ones; undefined leaves a usual one out. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Instead of the form. */
  readonly body?: Buffer;
  /** Who signs; without one the request is anonymous. */
  readonly signer?: TestHost;
  /** Names that the signature covers, when not all. */
  readonly names?: (usual: readonly string[]) => readonly string[];
}

/** As it goes over the wire. */
export interface Written {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Pair[];
  readonly body: Buffer;
  /** The whole of it when it is no proper message any more; the connection is closed after it. */
  readonly raw?: Buffer;
}

const encoded = (form: readonly Pair[]): string => form.map(([name, value]) => `${name}=${value}`).join("&");

/** Header values as bytes: what is beyond them cannot be sent. */
const sendable = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?");

export const write = (draft: Draft, { host, now }: { readonly host: string; readonly now: Date }): Written => {
  const { method, path, form, signer } = draft;
  const posting = method === "POST";
  const target = sendable(posting || form.length === 0 ? path : `${path}?${encoded(form)}`).replaceAll(" ", "%20").replaceAll("\t", "%09");
  const body = draft.body ?? Buffer.from(posting ? encoded(form) : "");
  const usual: Record<string, string | undefined> = {
    host, date: now.toUTCString(), digest: digestOf(body), "x-request-id": randomUUID(), "accept-signature": "rsa-sha256",
    ...(posting ? { "content-type": "application/x-www-form-urlencoded" } : {}), ...draft.headers,
  };
  const headers = Object.entries(usual).flatMap(([name, value]): Pair[] => (value === undefined ? [] : [[name, sendable(value)]]));
  if (!signer) return { method, target, headers, body };
  const all = ["(request-target)", ...headers.map(([name]) => name)];
  const names = draft.names?.(all) ?? all;
  const values: Record<string, string> = { ...Object.fromEntries(headers.map(([name, value]) => [name, value.trim()])), "(request-target)": `${method.toLowerCase()} ${target}` };
  const signature = signatureOver(names, values, signer.client);
  const authorization = `Signature keyId="${signer.client.fingerprint}",algorithm="rsa-sha256",headers="${names.join(" ")}",signature="${signature}"`;
  return { method, target, headers: [...headers, ["authorization", authorization]], body };
};

/** The message; the length of the body is told unless a header does. */
export const bytesOf = ({ method, target, headers, body, raw }: Written): Buffer => {
  if (raw) return raw;
  const framed = headers.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const length = framed || (body.length === 0 && method === "GET") ? "" : `content-length: ${body.length}\r\n`;
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}${length}\r\n`, "latin1"), body]);
};
