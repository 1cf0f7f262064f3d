/**
 * A caller that shares no code with the node's own signatures: requests are put together from the words of the specifications with
 * node:crypto alone, so that a mistake of ours is not made twice, and every part of a request can be left out or broken.
 */
import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import { request as httpsRequest } from "node:https";
import type { Clock, Ids } from "../kernel/ports.js";

/** Who asks: an institution of the network, by a client key that the catalogue lists. */
export interface Tester {
  readonly privateKey: KeyObject;
  /** Lower-case hex SHA-256 of the DER SubjectPublicKeyInfo. */
  readonly keyId: string;
}

export type Parameter = readonly [name: string, value: string];

export interface Question {
  readonly url: string;
  /** GET unless told otherwise. */
  readonly method?: string;
  /** In the query of a GET, in the body of a POST. */
  readonly params?: readonly Parameter[];
  /** In the query of a POST, which has to be ignored. */
  readonly query?: readonly Parameter[];
  /** Nobody signs. */
  readonly anonymous?: boolean;
  readonly as?: Tester;
  /** Changes to the usual headers by lower-case name; undefined leaves one out. All of them are signed. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent without being signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  /** Names that the signature covers, when not all. */
  readonly names?: (usual: readonly string[]) => readonly string[];
  readonly tamper?: (authorization: string) => string;
}

export interface Reply {
  readonly status: number;
  /** By lower-case name; repeated ones joined. */
  readonly headers: Readonly<Record<string, string>>;
  /** As transmitted. */
  readonly body: Buffer;
  readonly sent: { readonly requestId: string | undefined; readonly signature: string | undefined };
}

const SECONDS = 30;
const LARGEST = 20 * 2 ** 20;

export const testerOf = (privateKey: KeyObject): Tester =>
  ({ privateKey, keyId: createHash("sha256").update(createPublicKey(privateKey).export({ format: "der", type: "spki" })).digest("hex") });

export const digestOf = (body: Uint8Array): string => `SHA-256=${createHash("sha256").update(body).digest("base64")}`;

const formOf = (params: readonly Parameter[]): string => params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");

/** Asks. Rejects with an Error when no whole answer comes. `ca`: PEM certificates that are trusted. */
export const asker = (tester: Tester, ca: readonly string[], { clock, ids }: { readonly clock: Clock; readonly ids: Ids }) => (question: Question): Promise<Reply> => {
  const { method = "GET", params = [], query = [], anonymous = false, as = tester } = question;
  const url = new URL(question.url);
  const posting = method === "POST";
  for (const [name, value] of posting ? query : params) url.search = `${url.search}${url.search === "" ? "?" : "&"}${formOf([[name, value]])}`;
  const body = Buffer.from(posting ? formOf(params) : "");
  const usual = {
    host: url.host, date: clock.now().toUTCString(), digest: digestOf(body), "x-request-id": ids.uuid(), "accept-signature": "rsa-sha256",
    ...(posting ? { "content-type": "application/x-www-form-urlencoded" } : {}), ...question.headers,
  };
  const headers = Object.fromEntries(Object.entries(usual).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const authorization = anonymous ? undefined : (question.tamper ?? ((text) => text))(authorizationFor({ method, url, headers, as, names: question.names }));
  return send(url, method, { ...headers, ...(authorization === undefined ? {} : { authorization }), ...question.unsigned, ...(posting ? { "content-length": String(body.length) } : {}) }, { body, ca });
};

export type Ask = ReturnType<typeof asker>;

const authorizationFor = ({ method, url, headers, as, names }: {
  readonly method: string; readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly as: Tester; readonly names: Question["names"];
}): string => {
  const usual = ["(request-target)", ...Object.keys(headers)];
  const covered = names?.(usual) ?? usual;
  const valueOf = (name: string): string => (name === "(request-target)" ? `${method.toLowerCase()} ${url.pathname}${url.search}` : (headers[name.toLowerCase()] ?? "").trim());
  const text = covered.map((name) => `${name.toLowerCase()}: ${valueOf(name)}`).join("\n");
  return `Signature keyId="${as.keyId}",algorithm="rsa-sha256",headers="${covered.join(" ")}",signature="${sign("sha256", Buffer.from(text, "latin1"), as.privateKey).toString("base64")}"`;
};

const send = (url: URL, method: string, headers: Record<string, string>, { body, ca }: { readonly body: Buffer; readonly ca: readonly string[] }): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const outgoing = httpsRequest(url, { method, headers, ca: [...ca], agent: false, setHost: false, timeout: SECONDS * 1000 }, (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on("data", (piece: Buffer) => {
        size += piece.length;
        if (size > LARGEST) response.destroy(new Error(`the answer is larger than ${LARGEST} bytes`));
        else pieces.push(piece);
      });
      response.on("error", reject).on("end", () => resolve({
        status: response.statusCode ?? 0, headers: joined(response.rawHeaders), body: Buffer.concat(pieces),
        sent: { requestId: headers["x-request-id"], signature: /signature="([^"]*)"/.exec(headers["authorization"] ?? "")?.[1] },
      }));
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${SECONDS} seconds`)));
    outgoing.on("error", reject).end(body);
  });

const joined = (raw: readonly string[]): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    headers[name] = headers[name] === undefined ? raw[at + 1] ?? "" : `${headers[name]}, ${raw[at + 1]}`;
  }
  return headers;
};
