/** Refusals of the body readers and of the validator: both throw errors with a `status`. */
import { type Problem, type Refusal, refusal } from "./problem.js";

/** What both kinds have in common; `type` comes from the body readers, `errors` and `path` from the validator. */
interface HttpError extends Error {
  readonly status: number;
  readonly type?: string;
  readonly path?: string;
  readonly headers?: { readonly Allow?: string };
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
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
const VALIDATOR: Readonly<Record<number, string>> = { 404: "no-such-address", 405: "method-not-allowed", 406: "not-acceptable", 413: "too-large", 415: "unsupported-media-type" };

/** Their words where they are for callers, ours where they would tell too much or too little. */
export const ofHttpError = (error: HttpError): Refusal => {
  const known = error.type === undefined ? undefined : BODY_READER[error.type];
  if (known) return refusal({ status: error.status, ...known });
  if (error.status === 405) return methodNotAllowed(error);
  if (error.status === 404) return refusal({ status: 404, code: "no-such-address", detail: "The contract has no such address." });
  const errors = fieldProblems(error);
  return errors.length > 0
    ? refusal({ status: 400, code: "contract-violated", detail: `The request does not fit the contract: ${errors.slice(0, 5).map(({ field, problem }) => `${field} ${problem}`).join("; ")}.`, errors })
    : refusal({ status: error.status, code: VALIDATOR[error.status] ?? "bad-request", detail: error.message });
};

const methodNotAllowed = ({ headers }: HttpError): Refusal => {
  const allowed = (headers?.Allow ?? "").toUpperCase();
  return refusal({ status: 405, code: "method-not-allowed", detail: `This address takes ${allowed}.`, headers: { Allow: allowed } });
};

const fieldProblems = ({ status, errors, path }: HttpError): NonNullable<Problem["errors"]> => {
  if (errors && errors.length > 0) return errors.map((error) => ({ field: fieldName(error.path), problem: error.message }));
  return status === 400 && path?.startsWith("/query/") ? [{ field: fieldName(path), problem: "is not a parameter of this operation, or is empty" }] : [];
};

/** `/body/conditions/0/kind` as `conditions[0].kind`, `/query/limit` as `query.limit`. */
const fieldName = (pointer: string): string => {
  const [place = "", ...steps] = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join("");
  return place === "body" ? path.replace(/^\./, "") || "body" : PLACES[place] ? `${PLACES[place]}${path}` : `${place}${path}`;
};

const PLACES: Readonly<Record<string, string>> = { query: "query", headers: "header", params: "path" };
