import { Unusable } from "./unusable.js";

interface Cause {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly retry: boolean;
  /** Who has to do what. */
  readonly advice?: string;
}

/** By the codes of node, OpenSSL and undici. What may pass by itself is tried again, what a person has to repair is not (PROTOCOL 6.8.2). */
const CAUSES: readonly Cause[] = [
  { pattern: /^ERR_PRIVATE_ADDRESS$/, reason: "is at a private address; such addresses are only called when the configuration allows it", retry: false },
  { pattern: /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|ENODATA|ESERVFAIL)$/, reason: "has a name that cannot be resolved", retry: true },
  { pattern: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, reason: "accepts no connection", retry: true },
  { pattern: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, reason: "did not accept a connection in time", retry: true },
  { pattern: /^UND_ERR_HEADERS_TIMEOUT$/, reason: "did not begin to answer in time", retry: true },
  { pattern: /^(UND_ERR_BODY_TIMEOUT|UND_ERR_ABORTED|TimeoutError|AbortError)$/, reason: "did not end its answer in time", retry: true },
  { pattern: /^(UND_ERR_SOCKET|ECONNRESET|EPIPE|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|UND_ERR_INFO)$/, reason: "ended the connection before its answer was complete", retry: true },
  { pattern: /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?)$/, reason: "does not send the intermediate certificate that belongs to its TLS certificate, or has it from an authority that is not trusted here", retry: true, advice: "Its technicians have to install the whole chain" },
  { pattern: /^CERT_HAS_EXPIRED$/, reason: "has a TLS certificate that has run out", retry: true, advice: "Its technicians have to renew it" },
  { pattern: /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|ERR_CERT)/, reason: "has a TLS certificate that cannot be trusted", retry: true, advice: "Its technicians have to look" },
  { pattern: /^(ERR_SSL|ERR_TLS|EPROTO)/, reason: "does not speak TLS as expected", retry: true },
  { pattern: /^UND_ERR_HEADERS_OVERFLOW$/, reason: "answered with headers that are too large", retry: false },
  { pattern: /^(HPE_|HTTPParserError)/, reason: "answered with something that is no HTTP", retry: false },
];
const OTHERWISE: Omit<Cause, "pattern"> = { reason: "could not be reached", retry: true };

/** A failed connection in plain words. */
export const noAnswer = (error: unknown, host: string, whose = "The partner's"): Unusable => {
  const code = codeOf(error);
  const { reason, retry, advice } = CAUSES.find(({ pattern }) => pattern.test(code)) ?? OTHERWISE;
  const detail = String(facts(error).message ?? error);
  return new Unusable({ reason: `${whose} server ${host} ${reason}${code === "" ? "" : ` (${code})`}.${advice === undefined ? "" : ` ${advice}.`}`, retry, detail, cause: error });
};

/** What errors of node, OpenSSL and undici may carry. */
interface Failure {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  /** Several attempts at several addresses fail with several errors. */
  readonly errors?: readonly unknown[];
}

const facts = (error: unknown): Failure => (typeof error === "object" && error !== null ? error : {});

/** The code; of several errors that of the first, which tells enough; where there is none, the name. */
const codeOf = (error: unknown): string => {
  const { code, name, errors } = facts(error);
  if (typeof code === "string") return code;
  return errors ? codeOf(errors[0]) : String(name ?? "");
};
