/**
 * A foreign client: puts its requests together from the words of draft-cavage and RFC 3230 with node:crypto alone, so that nothing under
 * test checks itself, and every part of a request can be left out or broken.
 */
import { createHash, createPublicKey, randomUUID, sign, verify } from "node:crypto";
import { request as httpsRequest } from "node:https";
import type { TestKey } from "../registry/catalogue-xml.js";
import type { TestNode } from "./ewp-node.js";

export interface ForeignRequest {
  readonly method?: string;
  /** Path and query. */
  readonly path: string;
  readonly body?: string | Buffer;
  /** Who signs; without a key the request is anonymous. */
  readonly key?: TestKey | undefined;
  readonly keyId?: string;
  /** Changes to the usual headers by lower-case name; undefined leaves one out. All of them are signed. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent without being signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  /** Names that the signature covers, when not all. */
  readonly names?: readonly string[];
  /** Shown in the TLS handshake. */
  readonly certificate?: { readonly certificatePem: string; readonly keyPem: string } | undefined;
  /** Breaks the Authorization header after signing. */
  readonly tamper?: (authorization: string) => string;
}

export interface ForeignAnswer {
  readonly status: number;
  /** By lower-case name; repeated ones joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly text: string;
  /** What the caller signed and sent. */
  readonly sent: { readonly requestId: string | undefined; readonly signature: string | undefined; readonly authorization: string | undefined };
}

export const digestOf = (body: string | Buffer): string => `SHA-256=${createHash("sha256").update(body).digest("base64")}`;

const FORM = "application/x-www-form-urlencoded";

/** The signing string of draft-cavage 2.3 and its signature. */
export const signatureOver = (names: readonly string[], values: Readonly<Record<string, string | undefined>>, key: TestKey): string =>
  sign("sha256", Buffer.from(names.map((name) => `${name}: ${values[name]}`).join("\n"), "latin1"), key.privateKey).toString("base64");

/** The headers of a signed request as node writes them. */
export const signedHeaders = (node: Pick<TestNode, "port" | "clock">, spec: ForeignRequest): Record<string, string> => {
  const { method = "GET", path, body = "", key, headers = {}, unsigned = {}, tamper = (text) => text } = spec;
  const usual = {
    host: `127.0.0.1:${node.port}`, date: node.clock.now().toUTCString(), digest: digestOf(body), "x-request-id": randomUUID(), "accept-signature": "rsa-sha256",
    ...(method === "POST" ? { "content-type": FORM } : {}),
  };
  const sent = Object.fromEntries(Object.entries({ ...usual, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined));
  if (!key) return { ...sent, ...unsigned };
  const names = spec.names ?? ["(request-target)", ...Object.keys(sent)];
  const signature = signatureOver(names, { ...sent, "(request-target)": `${method.toLowerCase()} ${path}` }, key);
  const authorization = `Signature keyId="${spec.keyId ?? key.fingerprint}",algorithm="rsa-sha256",headers="${names.join(" ")}",signature="${signature}"`;
  return { ...sent, authorization: tamper(authorization), ...unsigned };
};

/** Sends the very headers given. */
export const sendHeaders = (node: Pick<TestNode, "port" | "ca">, { method = "GET", path, body = "", certificate }: ForeignRequest, headers: Record<string, string>): Promise<ForeignAnswer> =>
  new Promise((resolve, reject) => {
    const outgoing = httpsRequest({ host: "127.0.0.1", port: node.port, ca: node.ca, method, path, headers, agent: false, setHost: false, servername: "localhost", cert: certificate?.certificatePem, key: certificate?.keyPem }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const received = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0, headers: joined(response.rawHeaders), body: received, text: received.toString(),
          sent: { requestId: headers["x-request-id"], authorization: headers["authorization"], signature: /signature="([^"]*)"/.exec(headers["authorization"] ?? "")?.[1] },
        });
      });
    });
    outgoing.on("error", reject);
    if (body.length > 0 && !("content-length" in headers) && !("transfer-encoding" in headers)) outgoing.setHeader("content-length", Buffer.byteLength(body));
    outgoing.end(body);
  });

/** A signed request, or an anonymous one. */
export const send = (node: Pick<TestNode, "port" | "ca" | "clock">, spec: ForeignRequest): Promise<ForeignAnswer> => sendHeaders(node, spec, signedHeaders(node, spec));

const joined = (raw: readonly string[]): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] ?? "").toLowerCase();
    headers[name] = headers[name] === undefined ? raw[i + 1] ?? "" : `${headers[name]}, ${raw[i + 1]}`;
  }
  return headers;
};

const parameter = (header: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? "";

/** Everything that PROTOCOL 3.4 lets a client demand of a signed answer; empty when all is well. */
export const signatureFaults = ({ headers, body, sent }: ForeignAnswer, key: TestKey): string[] => {
  const header = headers["signature"];
  if (header === undefined) return ["no Signature header"];
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const names = parameter(header, "headers").split(" ");
  const missing = Object.keys(headers).filter((name) => !names.includes(name) && !["signature", "content-length", "connection", "keep-alive", "transfer-encoding"].includes(name));
  expect(missing.length === 0, `not signed: ${missing.join(", ")}`);
  expect(parameter(header, "keyId") === key.fingerprint, "another keyId");
  expect(parameter(header, "algorithm") === "rsa-sha256", "another algorithm");
  expect(headers["digest"] === digestOf(body), "wrong digest");
  expect(headers["x-request-id"] === sent.requestId, "X-Request-Id is not echoed");
  expect(headers["x-request-signature"] === (sent.signature || undefined), "X-Request-Signature is not echoed");
  const text = names.map((name) => `${name}: ${headers[name]}`).join("\n");
  const publicKey = createPublicKey({ key: key.der, format: "der", type: "spki" });
  expect(verify("sha256", Buffer.from(text, "latin1"), publicKey, Buffer.from(parameter(header, "signature"), "base64")), "invalid signature");
  return faults;
};

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** The `developer-message` of an error-response; throws when the body is none. */
export const developerMessage = ({ text }: ForeignAnswer): string => {
  const found = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<error-response xmlns="https:\/\/github\.com\/erasmus-without-paper\/ewp-specs-architecture\/blob\/stable-v1\/common-types\.xsd"[^>]*><developer-message>([^<]*)<\/developer-message>/.exec(text);
  if (!found) throw new Error(`no error-response: ${text.slice(0, 200)}`);
  return (found[1] ?? "").replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
};
