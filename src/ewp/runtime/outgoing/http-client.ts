/** HTTPS to partners: verified TLS, no redirects, time-outs and a size cap, only public addresses. */
import { isIP } from "node:net";
import { createSecureContext, rootCertificates } from "node:tls";
import type { Agent } from "undici";
import { lazily } from "../../../kernel/lazily.js";
import { headerMap, type HeaderMap } from "../../../security/header-map.js";
import type { RequestHead } from "../../../security/http-signature/request-head.js";
import type { CertifiedKey } from "../../../security/keys/certificates.js";
import { isPublicAddress, PrivateAddress, publicLookup } from "./address-guard.js";
import { noAnswer } from "./no-answer.js";
import { Unusable } from "./unusable.js";

/** How partners are reached; the section `outgoing` of the configuration, with the certificates read. */
export interface HttpSettings {
  /** PEM certificates that are trusted besides the public ones. */
  readonly extraCa?: string | undefined;
  /** Only for test networks. */
  readonly allowPrivateAddresses: boolean;
  /** Who is called, for reasons; `The partner's` unless told otherwise. */
  readonly whose?: string;
  readonly connectSeconds: number;
  /** Time in which an answer has to begin. */
  readonly headersSeconds: number;
  /** Time in which an answer that has begun has to end. */
  readonly bodySeconds: number;
  readonly maxAnswerBytes: number;
}

export interface OutgoingRequest {
  readonly url: URL;
  readonly head: RequestHead;
  readonly body: Uint8Array;
  /** Shown in the TLS handshake, when there is one. */
  readonly certificate?: CertifiedKey | undefined;
}

export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: HeaderMap;
  /** As transmitted; nothing is inflated. */
  readonly body: Uint8Array;
}

export interface HttpClient {
  readonly maxAnswerBytes: number;
  /** Sends exactly this head and body. Throws `Unusable` when no whole answer comes. */
  send(outgoing: OutgoingRequest): Promise<ReceivedAnswer>;
  /** Ends the connections that are kept open. */
  close(): Promise<void>;
}

/**
 * One pool of connections per partner host, and per client certificate: a connection belongs to whom its handshake named. Nothing is
 * loaded before the first call.
 */
export const createHttpClient = (settings: HttpSettings): HttpClient => {
  const client = lazily(() => undiciWith(settings));
  return {
    maxAnswerBytes: settings.maxAnswerBytes,
    send: async (outgoing) => {
      checkUrl(outgoing.url, settings);
      try {
        return await exchange(outgoing, await client.get(), settings);
      } catch (error) {
        throw error instanceof Unusable ? error : noAnswer(error, outgoing.url.host, settings.whose);
      }
    },
    close: async () => (await client.made())?.close(),
  };
};

const undiciWith = async (settings: HttpSettings) => {
  const { Agent, request } = await import("undici");
  const agents = new Map<string | undefined, Agent>();
  return {
    request,
    agentFor: (certificate: CertifiedKey | undefined): Agent => {
      const agent = agents.get(certificate?.certificatePem) ?? new Agent(agentOptions(settings, certificate));
      agents.set(certificate?.certificatePem, agent);
      return agent;
    },
    close: async (): Promise<void> => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
};

const agentOptions = ({ extraCa, allowPrivateAddresses, connectSeconds, headersSeconds, bodySeconds }: HttpSettings, certificate?: CertifiedKey): Agent.Options => ({
  connections: 16,
  headersTimeout: headersSeconds * 1000,
  bodyTimeout: bodySeconds * 1000,
  connect: {
    timeout: connectSeconds * 1000,
    // Made once: reading a hundred certificates for every connection would cost more than the connection.
    secureContext: createSecureContext({
      ...(extraCa === undefined ? {} : { ca: [...rootCertificates, extraCa] }),
      ...(certificate && { cert: certificate.certificatePem, key: certificate.privateKey.export({ type: "pkcs8", format: "pem" }).toString() }),
    }),
    ...(allowPrivateAddresses ? {} : { lookup: publicLookup }),
  },
});

const exchange = async ({ url, head, body, certificate }: OutgoingRequest, { request, agentFor }: Awaited<ReturnType<typeof undiciWith>>, { bodySeconds, maxAnswerBytes }: HttpSettings): Promise<ReceivedAnswer> => {
  const controller = new AbortController();
  const response = await request(url, {
    dispatcher: agentFor(certificate), method: head.method === "POST" ? "POST" : "GET", headers: { ...head.headers }, body: body.length > 0 ? body : null,
    signal: controller.signal, responseHeaders: "raw",
  });
  // undici's own time-out is for one silence; this also ends an answer that drips for ever.
  const deadline = setTimeout(() => controller.abort(), bodySeconds * 1000);
  try {
    // With "raw" the headers are the list [name, value, ...] as received; the types do not say so.
    const headers = headerMap(response.headers as unknown as readonly string[]);
    return { status: response.statusCode, headers, body: await bounded(response.body, maxAnswerBytes) };
  } finally {
    clearTimeout(deadline);
  }
};

/** Only what the catalogue can mean: https, no user, no fragment, and no private address given as such. */
const checkUrl = (url: URL, { allowPrivateAddresses, whose }: HttpSettings): void => {
  const refuse = (what: string): Unusable => new Unusable({ reason: `The partner's address in the catalogue ${what}, so it is not called.`, retry: false });
  if (url.protocol !== "https:") throw refuse("is not https");
  if (url.username !== "" || url.password !== "") throw refuse("contains a user name");
  if (url.hash !== "") throw refuse("contains a fragment");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!allowPrivateAddresses && isIP(host) !== 0 && !isPublicAddress(host)) throw noAnswer(new PrivateAddress(), url.host, whose);
};

const bounded = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > maxBytes) throw new Unusable({ reason: `The partner's answer is larger than ${maxBytes} bytes.`, retry: false });
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
};
