import type { LangText } from "./lang-text.js";

/** Extra facts of a refusal. `headers` go to the answer as they are. */
export interface ErrorOptions {
  readonly userMessages?: readonly LangText[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  /** Machine-readable reason, kebab-case, stable; the REST door shows it as the problem type. */
  readonly code?: string;
  /** Facts for programs: named fields that are wrong, expected versions, the next step. Never personal data. */
  readonly details?: unknown;
}

/**
 * A refusal that the other side is told about. `developerMessage` says what was wrong and what was expected;
 * `userMessages` only where a person can act. Thrown through the makers below so that status choices live in one file.
 */
export class EwpError extends Error {
  readonly userMessages: readonly LangText[];
  readonly headers: Readonly<Record<string, string>>;
  readonly code: string;
  readonly details: unknown;

  constructor(readonly status: number, readonly developerMessage: string, options: ErrorOptions = {}) {
    super(developerMessage, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "EwpError";
    this.userMessages = options.userMessages ?? [];
    this.headers = options.headers ?? {};
    this.code = options.code ?? DEFAULT_CODES[status] ?? "error";
    this.details = options.details;
  }
}

const DEFAULT_CODES: Record<number, string> = {
  400: "bad-request", 401: "not-authenticated", 403: "forbidden", 404: "not-found", 405: "method-not-allowed", 406: "not-acceptable",
  409: "conflict", 410: "gone", 412: "precondition-failed", 413: "too-large", 415: "unsupported-media-type", 422: "not-allowed-now", 428: "precondition-required",
  429: "too-many-requests", 431: "headers-too-large", 500: "internal-error", 502: "partner-failed", 503: "unavailable",
};

const english = (text: string): LangText[] => [{ text, lang: "en" }];

/** 401 with the two headers that invite an HTTP signature (PROTOCOL 3.3 step 1). */
export const notAuthenticated = (message: string): EwpError =>
  new EwpError(401, message, { headers: { "WWW-Authenticate": 'Signature realm="EWP"', "Want-Digest": "SHA-256" } });
/** 401 at the office door, with the header that asks for a token. */
export const tokenRequired = (message: string, code = "token-required"): EwpError =>
  new EwpError(401, message, { headers: { "WWW-Authenticate": 'Bearer realm="passerelle"' }, code });
/** 400: parameters, signatures, digests, dates: whatever the caller has to repair. */
export const badRequest = (message: string, options?: ErrorOptions): EwpError => new EwpError(400, message, options);
/** 403: the key is no client key of the catalogue (PROTOCOL 8 row 1). */
export const unknownKey = (message: string): EwpError => new EwpError(403, message, { code: "unknown-key" });
/** 403: authenticated, but this resource as a whole is not for this caller. */
export const forbidden = (message: string, options?: ErrorOptions): EwpError => new EwpError(403, message, options);
/** 404: nothing is served at this address, or no such object is visible to the caller. */
export const notFound = (message: string, options?: ErrorOptions): EwpError => new EwpError(404, message, options);
/** 405 with `Allow`. */
export const methodNotAllowed = (method: string, allowed: readonly string[]): EwpError =>
  new EwpError(405, `Method ${method} is not allowed here; use ${allowed.join(" or ")}.`, { headers: { Allow: allowed.join(", ") } });
/** 413: the body is larger than `limitBytes`. */
export const tooLarge = (limitBytes: number): EwpError => new EwpError(413, `The body is larger than the limit of ${limitBytes} bytes.`);
/** 415: media type or content coding that is not supported here. */
export const unsupportedMediaType = (message: string): EwpError => new EwpError(415, message);
/** 406: the answer cannot be given in the form that the caller asks for. */
export const notAcceptable = (message: string): EwpError => new EwpError(406, message);
/** 409: somebody else changed the object meanwhile. Always with a message for the person. */
export const editConflict = (message: string, userMessage: string, options?: ErrorOptions): EwpError =>
  new EwpError(409, message, { userMessages: english(userMessage), ...options });
/** 410: what was asked for is no longer kept; the message says what to do instead. */
export const gone = (message: string, options?: ErrorOptions): EwpError => new EwpError(410, message, options);
/** 412: `If-Match` names another version than the present one. */
export const preconditionFailed = (message: string, options?: ErrorOptions): EwpError => new EwpError(412, message, options);
/** 422: the command is well-formed but the state of the object forbids it; `userMessage` says what to do instead. */
export const notAllowedNow = (message: string, userMessage: string, options?: ErrorOptions): EwpError =>
  new EwpError(422, message, { userMessages: english(userMessage), ...options });
/** 429 at the office door, with `Retry-After`. */
export const tooManyRequests = (message: string, seconds: number): EwpError => new EwpError(429, message, { headers: { "Retry-After": String(seconds) } });
/** 428: the change must name the revision that it is based on. */
export const preconditionRequired = (message: string): EwpError => new EwpError(428, message);
/** 502: the partner did not answer as the protocol asks. */
export const partnerFailed = (message: string, options?: ErrorOptions): EwpError => new EwpError(502, message, options);
/** 503: our own trouble that will pass. */
export const unavailable = (message: string, options?: ErrorOptions): EwpError => new EwpError(503, message, options);
