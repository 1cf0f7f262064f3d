import { createReadStream, readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { type ConnectionOptions, createSecureContext, rootCertificates } from "node:tls";
import { Agent, request } from "undici";

const MAX_BYTES = 1024 * 1024;
const SECONDS = 5;

/** Reads one manifest. Throws an Error whose message says why it could not. */
export type FetchManifest = (url: string) => Promise<Uint8Array>;

/**
 * Reads manifests over TLS that is checked against the usual authorities and those in `caFile`; from this machine itself, where nobody
 * else can answer, also over TLS with any certificate or none, or from a `file:`, so that a test client can join. No redirects; at most
 * 1 MiB within 5 seconds.
 */
export const manifestFetcher = (caFile: string | undefined): FetchManifest => {
  const ca = caFile === undefined ? [...rootCertificates] : [...rootCertificates, readFileSync(caFile, "utf8")];
  const [checked, unchecked] = [agent({ secureContext: createSecureContext({ ca }) }), agent({ rejectUnauthorized: false })];
  return async (url) => {
    const { protocol, hostname } = new URL(url);
    if (protocol === "file:") return readSmallFile(new URL(url));
    const isHere = hostname === "127.0.0.1";
    if (protocol !== "https:" && !(protocol === "http:" && isHere)) throw new Error("expected an https address (plain http only at 127.0.0.1)");
    const { statusCode, body } = await request(url, { dispatcher: isHere ? unchecked : checked });
    const bytes = new Uint8Array(await body.arrayBuffer());
    if (statusCode !== 200) throw new Error(`it was answered with status ${statusCode}`);
    return bytes;
  };
};

/** A device or a pipe might never end, so the limit holds for what is read and not for what the file says of itself. */
const readSmallFile = async (url: URL): Promise<Uint8Array> => {
  if (!(await stat(url)).isFile()) throw new Error("it is no regular file");
  const bytes = await buffer(createReadStream(url, { end: MAX_BYTES }));
  if (bytes.length > MAX_BYTES) throw new Error("it is larger than 1 MiB");
  return bytes;
};

const agent = (connect: ConnectionOptions): Agent => new Agent({
  connect: { ...connect, timeout: SECONDS * 1000 } as Agent.Options["connect"] & object, headersTimeout: SECONDS * 1000, bodyTimeout: SECONDS * 1000, maxResponseSize: MAX_BYTES,
});
