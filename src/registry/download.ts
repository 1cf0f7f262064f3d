import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createSecureContext, rootCertificates } from "node:tls";
import type { Dispatcher } from "undici";
import { lazily } from "../kernel/lazily.js";

export interface DownloadSettings {
  /** https address of the catalogue. */
  readonly url: string;
  /** PEM certificates that are trusted besides the public ones. */
  readonly extraCa?: string;
  /** Largest body in bytes, as sent. */
  readonly maxBytes: number;
}

/** What makes a request conditional, as the registry sent it. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type DownloadOutcome =
  | { readonly kind: "fetched"; readonly validators: Validators }
  | { readonly kind: "unchanged" }
  | { readonly kind: "failed"; readonly reason: string };

const CONNECT_MS = 10_000;
const HEADERS_MS = 30_000;
/** Longest silence between two pieces of the body. */
const BODY_MS = 30_000;
const WHOLE_MS = 600_000;

class Refusal extends Error {}

const conditions = ({ etag, lastModified }: Validators): Record<string, string> => ({
  ...(etag === undefined ? {} : { "if-none-match": etag }),
  ...(lastModified === undefined ? {} : { "if-modified-since": lastModified }),
});

const header = (headers: Dispatcher.ResponseData["headers"], name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
};

const validatorsOf = (headers: Dispatcher.ResponseData["headers"]): Validators => {
  const etag = header(headers, "etag");
  const lastModified = header(headers, "last-modified");
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
};

async function* bounded(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new Refusal(`the answer is larger than ${maxBytes} bytes`);
    yield piece;
  }
}

/** Writes the body to `file` as it comes, which is perhaps gzip-compressed, and flushed to the disk. */
const writeBody = async ({ body, headers }: Dispatcher.ResponseData, file: string, maxBytes: number): Promise<void> => {
  const coding = (header(headers, "content-encoding") ?? "identity").trim().toLowerCase();
  if (!["identity", "gzip", "x-gzip"].includes(coding)) throw new Refusal(`the answer has the content coding ${coding}, which was not asked for`);
  await pipeline(Readable.from(bounded(body, maxBytes), { objectMode: false }), createWriteStream(file, { mode: 0o600, flush: true }));
};

const outcomeOf = async (response: Dispatcher.ResponseData, conditional: boolean, save: () => Promise<void>): Promise<DownloadOutcome> => {
  const { statusCode, headers, body } = response;
  if (statusCode === 200) {
    await save();
    return { kind: "fetched", validators: validatorsOf(headers) };
  }
  await body.dump({ limit: 64 * 1024 });
  if (statusCode === 304 && conditional) return { kind: "unchanged" };
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304) throw new Refusal(`the registry answered with a redirect (${statusCode}), which is not followed`);
  throw new Refusal(`the registry answered ${statusCode}, not 200${conditional ? " or 304" : ""}`);
};

const reasonOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.message;
  const { code, name, message } = error as NodeJS.ErrnoException;
  return `${code ?? name}: ${message}`;
};

/** Fetches into `file`, see `createDownload`. */
export type Download = (held: Validators, file: string, stop: AbortSignal) => Promise<DownloadOutcome>;

/**
 * Fetches the catalogue into a file, as the registry sends it, unless it is still the one that `held` describes. TLS is verified, redirects
 * are not followed, connecting, headers, silence and the whole have their time-outs. A failure is a value; then `file` may be partial.
 */
export const createDownload = (settings: DownloadSettings): Download => {
  // Both take tens of milliseconds: they are done once, and not before a download.
  const client = lazily(async () => ({
    ...(await import("undici")),
    trust: settings.extraCa === undefined ? {} : { secureContext: createSecureContext({ ca: [...rootCertificates, settings.extraCa] }) },
  }));
  return async (held, file, stop) => {
    if (!settings.url.startsWith("https://")) return { kind: "failed", reason: `the catalogue URL ${settings.url} is not https` };
    const { Agent, request, trust } = await client.get();
    const agent = new Agent({ connect: { timeout: CONNECT_MS, ...trust }, headersTimeout: HEADERS_MS, bodyTimeout: BODY_MS });
    const headers = conditions(held);
    try {
      const response = await request(settings.url, {
        dispatcher: agent,
        signal: AbortSignal.any([stop, AbortSignal.timeout(WHOLE_MS)]),
        headers: { accept: "application/xml, text/xml", "accept-encoding": "gzip", ...headers },
      });
      return await outcomeOf(response, Object.keys(headers).length > 0, () => writeBody(response, file, settings.maxBytes));
    } catch (error) {
      return { kind: "failed", reason: reasonOf(error) };
    } finally {
      await agent.destroy();
    }
  };
};
