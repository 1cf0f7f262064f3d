import { PartnerFailure } from "../../domain/partner-failure.js";
import type { EwpError } from "../../kernel/errors.js";
import { ofPartnerFailure } from "./partner-failure.js";
import { type Problem, type Refusal, refusal } from "./problem.js";

type FieldProblem = NonNullable<Problem["errors"]>[number];

/**
 * A refusal of ours or of the domain. Details that name fields become `errors`, others are shown as they are; a lost race
 * tells the present revision as ETag; behind a partner's failure its own facts are told.
 */
export const ofEwpError = ({ status, code, developerMessage, userMessages, headers, details, cause }: EwpError): Refusal => {
  if (cause instanceof PartnerFailure) return ofPartnerFailure(cause);
  const fields = fieldProblems(details);
  return refusal({
    status, code: code.replaceAll("_", "-"), ...(isOauth(code) && { error: code }), headers: { ...headers, ...presentRevision(details) }, detail: developerMessage,
    ...(userMessages.length > 0 && { userMessages }),
    ...(fields ? { errors: fields } : details !== undefined && { details }),
  });
};

/** Codes that OAuth 2 gives (RFC 6749 5.2): its clients look for them as they are. */
const OAUTH = ["invalid_client", "invalid_request", "invalid_scope"] as const;
const isOauth = (code: string): code is (typeof OAUTH)[number] => OAUTH.some((known) => known === code);

const presentRevision = (details: unknown): Readonly<Record<string, string>> =>
  typeof details === "object" && details !== null && "present" in details && typeof details.present === "number" && details.present > 0 ? { ETag: `"${details.present}"` } : {};

const fieldProblems = (details: unknown): readonly FieldProblem[] | undefined =>
  Array.isArray(details) && details.length > 0 && details.every(isFieldProblem)
    ? details.map(({ field, problem, expected }) => ({ field, problem, ...(expected !== undefined && { expected }) }))
    : undefined;

const isFieldProblem = (value: unknown): value is FieldProblem =>
  typeof value === "object" && value !== null && "field" in value && typeof value.field === "string" && "problem" in value && typeof value.problem === "string";
