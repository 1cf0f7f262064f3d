import type { ErrorRequestHandler } from "express";
import { PartnerFailure } from "../../domain/partner-failure.js";
import { EwpError } from "../../kernel/errors.js";
import type { Logger } from "../../kernel/ports.js";
import { requestIdOf } from "../door/request-log.js";
import { ofEwpError } from "./ewp-error.js";
import { isHttpError, ofHttpError } from "./http-error.js";
import { ofPartnerFailure } from "./partner-failure.js";
import { type Refusal, refusal } from "./problem.js";

/** The one place where something thrown becomes an answer. What nobody meant is logged and told as a fixed text. */
export const renderProblem = (log: Logger): ErrorRequestHandler => (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const requestId = requestIdOf(response);
  const { headers, problem } = known(error) ?? unexpected(error, requestId, log);
  response.status(problem.status).set(headers).type("application/problem+json").send(JSON.stringify({ ...problem, requestId }));
};

const known = (error: unknown): Refusal | undefined => {
  if (error instanceof EwpError) return ofEwpError(error);
  if (error instanceof PartnerFailure) return ofPartnerFailure(error);
  return isHttpError(error) ? ofHttpError(error) : undefined;
};

const unexpected = (error: unknown, requestId: string, log: Logger): Refusal => {
  log.error("office request failed", { requestId, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return refusal({ status: 500, code: "internal-error", detail: "Something went wrong in the node. Quote the request id to its operator." });
};
