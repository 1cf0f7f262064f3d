import { readFileSync } from "node:fs";
import { createSecureContext, rootCertificates } from "node:tls";
import { Agent, request } from "undici";

const MAX_BYTES = 1024 * 1024;
const SECONDS = 5;

/** Reads one manifest. Throws an Error whose message says why it could not. */
export type FetchManifest = (url: string) => Promise<Uint8Array>;

/**
 * Reads manifests over TLS that is checked against the usual authorities and those in `caFile`. Plain HTTP is taken from this machine
 * only, so that a test client can join with a file server. No redirects; at most 1 MiB within 5 seconds.
 */
export const manifestFetcher = (caFile: string | undefined): FetchManifest => {
  const ca = caFile === undefined ? [...rootCertificates] : [...rootCertificates, readFileSync(caFile, "utf8")];
  const agent = new Agent({ connect: { secureContext: createSecureContext({ ca }), timeout: SECONDS * 1000 }, headersTimeout: SECONDS * 1000, bodyTimeout: SECONDS * 1000, maxResponseSize: MAX_BYTES });
  return async (url) => {
    if (!mayBeRead(url)) throw new Error("expected an https address (plain http only at 127.0.0.1)");
    const { statusCode, body } = await request(url, { dispatcher: agent });
    const bytes = new Uint8Array(await body.arrayBuffer());
    if (statusCode !== 200) throw new Error(`it was answered with status ${statusCode}`);
    return bytes;
  };
};

const mayBeRead = (url: string): boolean => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === "https:" || (parsed?.protocol === "http:" && parsed.hostname === "127.0.0.1");
};
