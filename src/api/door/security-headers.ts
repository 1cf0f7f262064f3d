import type { RequestHandler } from "express";

const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Answers are for systems, not for browsers: nothing may be cached, framed, sniffed or run. `If-None-Match` is dropped since an
 * ETag names the revision that may be changed, while the answer also shows the partner's copy, which changes without it.
 */
export const securityHeaders: RequestHandler = (request, response, next) => {
  response.set(HEADERS);
  delete request.headers["if-none-match"];
  next();
};
