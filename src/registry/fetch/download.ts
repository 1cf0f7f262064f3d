import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { createSecureContext, rootCertificates } from "node:tls";
import { given } from "../../kernel/given.js";

/** What makes a request conditional, as the registry sent it. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A registry, and what it need not send again. */
export interface RegistrySource {
  /** https address of the catalogue. */
  readonly url: string;
  /** PEM certificates that are trusted besides the public ones. */
  readonly extraCa?: string;
  /** Of the copy that is held; none when there is none. */
  readonly held: Validators;
}

export interface Download {
  readonly validators: Validators;
  /** As the registry sent it, perhaps gzip-compressed. Throws `DownloadFailed`. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** No answer that could be used; `message` says why. */
export class DownloadFailed extends Error {}

/** Longest silence: while connecting, before the answer begins, and between two pieces of it. */
const SILENCE_MS = 30_000;
const WHOLE_MS = 600_000;
/** What may wait for the parser, so that the network need not. */
const WAITING_BYTES = 1 << 20;
const STOPPED = "it was stopped";

const asFailure = (error: unknown): DownloadFailed => {
  if (error instanceof DownloadFailed) return error;
  const { code, name, message } = error as NodeJS.ErrnoException;
  return new DownloadFailed(`${code ?? name}: ${message}`, { cause: error });
};

const answerOf = ({ url, extraCa, held }: RegistrySource, stop: AbortSignal | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const trust = extraCa === undefined ? {} : { secureContext: createSecureContext({ ca: [...rootCertificates, extraCa] }) };
    const conditions = given({ "if-none-match": held.etag, "if-modified-since": held.lastModified });
    const headers = { accept: "application/xml, text/xml", "accept-encoding": "gzip", ...conditions };
    const options = { agent: false, timeout: SILENCE_MS, highWaterMark: WAITING_BYTES, headers, ...trust } as const;
    let answer: IncomingMessage | undefined;
    const request = get(url, options, (response) => resolve((answer = response)));
    const giveUp = (why: string): unknown => (answer ?? request).destroy(new DownloadFailed(why));
    request.once("error", (error) => reject(asFailure(error)));
    request.once("timeout", () => giveUp(`nothing came for ${SILENCE_MS / 1000} seconds`));
    AbortSignal.timeout(WHOLE_MS).addEventListener("abort", () => giveUp(`the download took longer than ${WHOLE_MS / 1000} seconds`));
    stop?.addEventListener("abort", () => giveUp(STOPPED));
  });

async function* bounded(answer: IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of answer as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new DownloadFailed(`the answer is larger than ${maxBytes} bytes`);
      yield piece;
    }
  } catch (error) {
    throw asFailure(error);
  }
}

/** Why an answer cannot be used, if so; `conditional`: it was asked for only if it changed. */
const problemOf = ({ statusCode = 0, headers }: IncomingMessage, conditional: boolean): string | undefined => {
  const coding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304) return `the registry answered with a redirect (${statusCode}), which is not followed`;
  if (statusCode !== 200) return `the registry answered ${statusCode}, not 200${conditional ? " or 304" : ""}`;
  return ["identity", "gzip", "x-gzip"].includes(coding) ? undefined : `the answer has the content coding ${coding}, which was not asked for`;
};

/**
 * Asks for the catalogue; undefined when it is still the one that is held. TLS is verified, redirects are not followed, silence and the
 * whole have their time-outs, and a body above `maxBytes`, as sent, is none. Rejects with `DownloadFailed`.
 */
export const download = async (source: RegistrySource, maxBytes: number, stop?: AbortSignal): Promise<Download | undefined> => {
  if (stop?.aborted) throw new DownloadFailed(STOPPED);
  if (!source.url.startsWith("https://")) throw new DownloadFailed(`the catalogue URL ${source.url} is not https`);
  const conditional = Object.values(source.held).some((value) => value !== undefined);
  const answer = await answerOf(source, stop);
  const problem = problemOf(answer, conditional);
  const unchanged = conditional && answer.statusCode === 304;
  if (unchanged || problem !== undefined) answer.destroy();
  if (unchanged) return undefined;
  if (problem !== undefined) throw new DownloadFailed(problem);
  return { validators: given({ etag: answer.headers.etag, lastModified: answer.headers["last-modified"] }), body: bounded(answer, maxBytes) };
};
