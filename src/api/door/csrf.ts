import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { forbidden } from "../../kernel/errors.js";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** What pages send with every change: only who can read `/me` knows it, and another site cannot. Nothing of the cookie can be told from it. */
export const csrfTokenOf = (secret: string): string => createHash("sha256").update(`csrf ${secret}`).digest("base64url");

export const changesSomething = ({ method }: Pick<Request, "method">): boolean => !SAFE.has(method);

/** Throws 403 `cross-site` unless the browser says that a page of this very office sent the request. */
export const requireSameOrigin = (request: Request): void => {
  if (!isSameOrigin(request)) throw forbidden("A browser's change has to come from a page of this office (Sec-Fetch-Site: same-origin, or Origin).", { code: "cross-site" });
};

/** Throws 403 unless a change asked for with this cookie comes from a page of ours that has read `/me`. */
export const requireOwnPage = (request: Request, secret: string): void => {
  if (!changesSomething(request)) return;
  requireSameOrigin(request);
  if (!equal(request.get("X-CSRF-Token") ?? "", csrfTokenOf(secret))) throw forbidden("Changes with the cookie need X-CSRF-Token with the csrfToken of /me.", { code: "csrf-token-needed" });
};

/** Browsers name where a request comes from themselves; older ones, and plain HTTP, tell the origin only. */
const isSameOrigin = (request: Request): boolean => {
  const site = request.get("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin";
  const origin = request.get("Origin") ?? "";
  return URL.canParse(origin) && new URL(origin).host === request.get("Host");
};

const equal = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};
