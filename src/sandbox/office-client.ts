import { readFileSync } from "node:fs";
import { createSecureContext, rootCertificates } from "node:tls";
import createClient, { type Client } from "openapi-fetch";
import { Agent, request as send } from "undici";
import type { components, paths } from "../api/generated/openapi.js";

/** The generated types without `readonly`, which openapi-fetch's own type mapping turns into objects without methods. */
type Plain<T> = T extends readonly (infer E)[] ? Plain<E>[] : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;

/** A typed client of a node's REST API: paths, parameters and bodies are checked against the contract when this project is compiled. */
export type OfficeClient = Client<Plain<paths>>;

/** Shapes of the contract by name, e.g. `Schemas["Agreement"]`. */
export type Schemas = Plain<components["schemas"]>;

export interface OfficeAccess {
  readonly officeUrl: string;
  readonly token: string;
  /** File with authorities that are trusted besides the usual ones. */
  readonly caFile?: string | undefined;
  /** File with a client certificate and its private key, for a listener that asks for one. */
  readonly certificateFile?: string | undefined;
}

const SECONDS = 60;

/** A refusal of the REST API, in the node's words. */
export class OfficeRefused extends Error {
  constructor(readonly status: number, readonly problem: Partial<Schemas["Problem"]>) {
    const fields = (problem.errors ?? []).filter(({ problem: what }) => !problem.detail?.includes(what)).map(({ field, problem: what }) => `${field}: ${what}`).join("; ");
    super([`status ${status}: ${problem.detail ?? problem.title ?? "no explanation"}`, fields].filter((part) => part !== "").join(" "));
    this.name = "OfficeRefused";
  }
}

/** Calls `{officeUrl}/api/v1` with the token. */
export const officeClient = ({ officeUrl, token, caFile, certificateFile }: OfficeAccess): OfficeClient => {
  const ca = caFile === undefined ? [...rootCertificates] : [...rootCertificates, readFileSync(caFile, "utf8")];
  // Made once: reading all those certificates for every connection would cost more than the call.
  const own = certificateFile === undefined ? undefined : readFileSync(certificateFile, "utf8");
  const secureContext = createSecureContext({ ca, cert: own, key: own });
  const dispatcher = new Agent({ connect: { secureContext }, headersTimeout: SECONDS * 1000, bodyTimeout: SECONDS * 1000, keepAliveTimeout: 1000 });
  return createClient<Plain<paths>>({
    baseUrl: `${officeUrl}/api/v1`,
    headers: { authorization: `Bearer ${token}` },
    fetch: async (asked) => {
      const body = asked.body === null ? null : Buffer.from(await asked.arrayBuffer());
      const { statusCode, headers, body: answer } = await send(asked.url, { method: asked.method as "GET", headers: Object.fromEntries(asked.headers), body, dispatcher }).catch((error: unknown) => {
        throw inWords(error, officeUrl);
      });
      const bytes = await answer.arrayBuffer();
      const plain = Object.entries(headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]));
      return new Response(bytes.byteLength === 0 ? null : bytes, { status: statusCode, headers: plain });
    },
  });
};

/** What Node.js says of a chain that ends at an authority it does not know. */
const UNKNOWN_AUTHORITY: ReadonlySet<unknown> = new Set(["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SELF_SIGNED_CERT_IN_CHAIN", "DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"]);

const inWords = (error: unknown, officeUrl: string): unknown =>
  typeof error === "object" && error !== null && "code" in error && UNKNOWN_AUTHORITY.has(error.code)
    ? new Error(`The certificate of ${officeUrl} is from an authority that is not trusted here. If it is the institution's own or a sandbox's, PASSERELLE_EXTRA_CA has to name the file with that authority.`, { cause: error })
    : error;

interface Answer<D> {
  readonly data?: D;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of an answer that went well. Throws `OfficeRefused` otherwise. */
export const dataOf = async <D>(answering: Promise<Answer<D>>): Promise<D> => {
  const { data, error, response } = await answering;
  if (!response.ok || data === undefined) throw new OfficeRefused(response.status, typeof error === "object" && error !== null ? error : { detail: String(error) });
  return data;
};
