import type { Request, RequestHandler, Response } from "express";
import { callerWith } from "../../domain/tokens/model.js";
import type { Caller } from "../../domain/access/caller.js";
import { tokenRequired } from "../../kernel/errors.js";
import type { OfficeServices } from "../services.js";
import { SECURE_COOKIE, shown } from "./cookie.js";
import { changesSomething, requireOwnPage, requireSameOrigin } from "./csrf.js";
import type { Visitor } from "./visitor.js";

const BEARER = /^Bearer +(\S+)$/i;

type Services = Pick<OfficeServices, "tokens" | "signIns" | "addressOf">;

/** Refuses everything that comes with neither a working token nor the cookie of somebody signed in, before a byte of the body is read. */
export const authenticate = (services: Services): RequestHandler => async (request, response, next) => {
  const visitor = visitorAt(request, services);
  const known = request.headers.authorization === undefined && visitor.secret !== undefined
    ? await byCookie(request, visitor.secret, services)
    : { caller: await byToken(request.headers.authorization, visitor, services) };
  Object.assign(response.locals, { caller: known.caller, visitor: { ...visitor, ...known } });
  // Where the validator looks for the cookie that the contract names, whatever its name on plain HTTP.
  Object.assign(request, { cookies: "signedIn" in known ? { [SECURE_COOKIE]: "shown" } : {} });
  next();
};

/** For the addresses at which people sign in: nobody is known yet, and no other site may send changes. */
export const admitAnybody = (services: Services): RequestHandler => (request, response, next) => {
  if (changesSomething(request)) requireSameOrigin(request);
  response.locals["visitor"] = { ...visitorAt(request, services), started: shown(request, "started"), query: request.originalUrl.split("?")[1] ?? "" };
  next();
};

/** For the address at which systems get an access token: by what they send, never by a cookie. */
export const admitSystems = (services: Services): RequestHandler => (request, response, next) => {
  response.locals["visitor"] = { ...visitorAt(request, services), secret: undefined, authorization: request.headers.authorization };
  next();
};

/** Who calls; undefined before sign-in. */
export const callerAt = (response: Response): Caller | undefined => response.locals["caller"] as Caller | undefined;

/** Who calls; only behind `authenticate`. */
export const callerOf = (response: Response): Caller => {
  const caller = callerAt(response);
  if (!caller) throw new TypeError("no caller: the route is not behind authenticate");
  return caller;
};

const visitorAt = (request: Request, { addressOf }: Services): Visitor => ({ address: addressOf(request) ?? "", secret: shown(request, "signIn") });

const byToken = async (header: string | undefined, { address }: Visitor, { tokens }: Services): Promise<Caller> => {
  if (header === undefined) throw tokenRequired("This API needs a token: send `Authorization: Bearer <token>`.");
  const secret = BEARER.exec(header)?.[1];
  const token = secret === undefined ? undefined : await tokens.authenticate(secret, address);
  if (!token) throw tokenRequired("The token is unknown, revoked or expired.", "token-not-accepted");
  return callerWith(token);
};

const byCookie = async (request: Request, secret: string, { signIns }: Services) => {
  const signedIn = await signIns.authenticate(secret);
  if (!signedIn) throw tokenRequired("The sign-in has ended, or its second factor is missing; sign in again.", "sign-in-needed");
  requireOwnPage(request, secret);
  return { caller: signedIn.caller, signedIn };
};
