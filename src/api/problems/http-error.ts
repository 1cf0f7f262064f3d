/** Refusals of the body readers and of the validator: both throw errors with a `status`. */
import { type Problem, type Refusal, refusal } from "./problem.js";

/** What both kinds have in common; `type` comes from the body readers, `errors` and `path` from the validator. */
interface HttpError extends Error {
  readonly status: number;
  readonly type?: string;
  readonly path?: string;
  readonly headers?: { readonly Allow?: string };
  readonly errors?: readonly { readonly path: string; readonly message: string; readonly errorCode?: string }[];
}

export const isHttpError = (error: unknown): error is HttpError =>
  error instanceof Error && "status" in error && typeof error.status === "number" && error.status >= 400 && error.status < 500;

const BODY_READER: Readonly<Record<string, { code: string; detail: string }>> = {
  "entity.parse.failed": { code: "malformed-json", detail: "The body is not well-formed JSON." },
  "entity.too.large": { code: "too-large", detail: "The body is too large." },
  "encoding.unsupported": { code: "unsupported-media-type", detail: "Content codings are not supported; send the body as it is." },
  "charset.unsupported": { code: "unsupported-media-type", detail: "JSON is sent in UTF-8." },
  "request.aborted": { code: "truncated-body", detail: "The body ended before its announced length." },
  "request.size.invalid": { code: "truncated-body", detail: "The body has another length than announced." },
};
const PLAIN: Readonly<Record<number, { code: string; detail: string }>> = {
  404: { code: "no-such-address", detail: "The contract has no such address." },
  415: { code: "unsupported-media-type", detail: "The Content-Type is not the one that the contract names for this operation." },
};

/** Our words where theirs would tell too much or too little. */
export const ofHttpError = (error: HttpError): Refusal => {
  const known = error.type === undefined ? undefined : BODY_READER[error.type];
  if (known) return refusal({ status: error.status, ...known });
  if (error.status === 405) return methodNotAllowed(error);
  const plain = PLAIN[error.status];
  if (plain) return refusal({ status: error.status, ...plain });
  const errors = fieldProblems(error);
  return errors.length > 0
    ? refusal({ status: 400, code: "contract-violated", detail: `The request does not fit the contract: ${errors.slice(0, 5).map(({ field, problem }) => `${field} ${problem}`).join("; ")}.`, errors })
    : refusal({ status: error.status, code: "bad-request", detail: "The request cannot be understood; the address may be malformed." });
};

const methodNotAllowed = ({ headers }: HttpError): Refusal => {
  const allowed = (headers?.Allow ?? "").toUpperCase().split(", ").sort().join(", ");
  return refusal({ status: 405, code: "method-not-allowed", detail: `This address takes ${allowed}.`, headers: { Allow: allowed } });
};

const fieldProblems = ({ errors = [], path = "", message }: HttpError): NonNullable<Problem["errors"]> =>
  (errors.length > 0 ? errors : [{ path, message }]).flatMap((error) => {
    const field = fieldName(error.path);
    return field === undefined ? [] : [{ field, problem: inWords(error) }];
  });

const inWords = ({ message, errorCode = "" }: { readonly message: string; readonly errorCode?: string }): string =>
  WORDS[errorCode.split(".")[0] ?? ""] ?? (message.startsWith("Unknown query parameter") ? "is not a parameter of this operation" : message);

const WORDS: Readonly<Record<string, string>> = { required: "is missing", additionalProperties: "is not a field of this request" };

/** `/body/conditions/0/kind` as `conditions[0].kind`, `/query/limit` as `query.limit`; undefined for what is no field. */
const fieldName = (pointer: string): string | undefined => {
  const [part = "", ...steps] = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const place = PLACES[part];
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join("");
  return place === undefined ? undefined : `${place}${path}`.replace(/^\./, "") || "body";
};

/** Fields of the body are named without a prefix, as the domain names them. */
const PLACES: Readonly<Record<string, string>> = { body: "", query: "query", headers: "header", params: "path" };
