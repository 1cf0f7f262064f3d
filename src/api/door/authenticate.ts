import type { RequestHandler, Response } from "express";
import type { ApiToken } from "../../domain/tokens/model.js";
import { tokenRequired } from "../../kernel/errors.js";
import type { OfficeServices } from "../services.js";

const BEARER = /^Bearer +(\S+)$/i;

/** Refuses everything that comes without a working token, before a byte of the body is read. */
export const authenticate = ({ tokens, addressOf }: Pick<OfficeServices, "tokens" | "addressOf">): RequestHandler => async (request, response, next) => {
  const header = request.headers.authorization;
  if (header === undefined) throw tokenRequired("This API needs a token: send `Authorization: Bearer <token>`.");
  const secret = BEARER.exec(header)?.[1];
  const caller = secret === undefined ? undefined : await tokens.authenticate(secret, addressOf(request) ?? "");
  if (!caller) throw tokenRequired("The token is unknown, revoked or expired.", "token-not-accepted");
  response.locals["caller"] = caller;
  next();
};

/** Who calls; only behind `authenticate`. */
export const callerOf = (response: Response): ApiToken => {
  const caller: ApiToken | undefined = response.locals["caller"];
  if (!caller) throw new TypeError("no caller: the route is not behind authenticate");
  return caller;
};
