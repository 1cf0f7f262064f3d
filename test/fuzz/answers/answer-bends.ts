/** The HTTP around a document: what a partner signs although it is odd, and what happens to an answer after it was signed. */
import { bitsTurned, type Chance } from "../chance.js";
import { hostileText } from "../words.js";

export interface PlannedAnswer {
  readonly body: Buffer;
  readonly status: number;
  /** Changes to the usual headers before signing; undefined leaves one out. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Names that the signature covers, when not all. */
  readonly names?: (usual: readonly string[]) => readonly string[];
  /** Changes after signing. */
  readonly spoil?: (signed: SignedHeaders) => SignedHeaders;
  /** Instead of any answer, these bytes. */
  readonly raw?: Buffer;
}

export interface SignedHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const sendable = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?");
type Bend = (plan: PlannedAnswer, chance: Chance) => PlannedAnswer;
const header = (name: string, values: readonly (string | undefined)[]): Bend => (plan, chance) => ({ ...plan, headers: { ...plan.headers, [name]: chance.pick(values) } });

/** Signed as it is: the partner says it, however odd. */
export const SIGNED_BENDS: readonly Bend[] = [
  (plan) => plan, (plan) => plan, (plan) => plan,
  header("content-type", ["application/xml", "text/html", "text/plain", "application/json", "text/xml; charset=iso-8859-1", "", undefined, "application/pdf", "text/xml, text/html"]),
  header("content-encoding", ["gzip", "identity", "br", "ewp-rsa-aes128gcm", "x", ""]),
  header("x-own", ["a", "é", "x".repeat(3_000)]),
  header("date", ["Sun, 01 Mar 2020 08:00:00 GMT", "yesterday", "", undefined]),
  (plan, chance) => ({ ...plan, headers: { ...plan.headers, [chance.pick(["x-a", "server", "set-cookie"])]: sendable(hostileText(chance)).trim() } }),
  (plan, chance) => ({ ...plan, status: chance.pick([201, 202, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 405, 409, 413, 418, 429, 500, 502, 503, 504, 599, 999]) }),
];

const other = (value: string): string => (value.startsWith("A") ? `B${value.slice(1)}` : `A${value.slice(1)}`);
const changed = (name: string, change: (old: string, chance: Chance) => string | undefined) => (chance: Chance) => ({ headers, body }: SignedHeaders): SignedHeaders => {
  const { [name]: old = "", ...rest } = headers;
  const value = change(old, chance);
  return { body, headers: value === undefined ? rest : { ...rest, [name]: sendable(value) } };
};

/** After signing: none of these may be believed. */
export const SPOILS: Readonly<Record<string, (chance: Chance) => (signed: SignedHeaders) => SignedHeaders>> = {
  "another body": (chance) => ({ headers, body }) => ({ headers, body: Buffer.concat([Buffer.from("<!-- -->"), bitsTurned(body, chance)]) }),
  "no signature": changed("signature", () => undefined),
  "another signature": changed("signature", (old, chance) => old.replace(/signature="([^"]*)"/, (_, value: string) => `signature="${chance.pick(["", other(value), "AAAA", value.slice(8)])}"`)),
  "another key": changed("signature", (old, chance) => old.replace(/keyId="[^"]*"/, `keyId="${chance.pick(["0".repeat(64), "", "x"])}"`)),
  "another algorithm": changed("signature", (old, chance) => old.replace("rsa-sha256", chance.pick(["hmac-sha256", "none", "rsa-sha512"]))),
  "half a signature": changed("signature", (old, chance) => old.slice(0, chance.upTo(old.length - 10))),
  "another digest": changed("digest", (old, chance) => chance.pick([other(old), undefined, "SHA-256=", "MD5=x"])),
  "another request id": changed("x-request-id", (old, chance) => chance.pick([undefined, other(old), ""])),
  "another request signature": changed("x-request-signature", (old, chance) => chance.pick([undefined, other(old), ""])),
};

/** Bytes that are no whole answer. */
export const rawAnswer = (plan: PlannedAnswer, chance: Chance): Buffer => {
  const text = plan.body.toString("latin1");
  return Buffer.from(chance.pick([
    "", "\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\nabc", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", "HTTP/2 200\r\n\r\n",
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n${text}`, `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc`, `HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n${text}`,
    `HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(3_000)}\r\n`, `HTTP/1.1 200 OK\r\na: ${"b".repeat(100_000)}\r\n\r\n`, "HTTP/1.1 100 Continue\r\n\r\n", `HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n`, hostileText(chance),
  ]), "latin1");
};
