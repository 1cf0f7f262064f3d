import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { type Request, type RequestHandler, type Response, Router } from "express";

/** Where `npm run build` puts the web application. */
const DIRECTORY = fileURLToPath(new URL("../../../dist/web", import.meta.url));
const NEVER_PAGES = /^\/(?:api|healthz|readyz)(?:\/|$)/;

/** Whatever a page needs comes from this node as a file: nothing inline, nothing remote. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'", "manifest-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join("; ");
const HEADERS = { "Content-Security-Policy": POLICY, "Cross-Origin-Opener-Policy": "same-origin", "Permissions-Policy": "camera=(), geolocation=(), microphone=()" };
const YEAR_SECONDS = 31_536_000;

/** The forms that the build made of a file, the smallest first. */
const CODINGS = [["br", ".br"], ["gzip", ".gz"]] as const;

/**
 * The web application, without a token: it holds nothing but code, and asks the API for all that it shows. Its assets are named by their
 * content and kept for ever; every other address that a browser asks for as a page is the application itself, which knows its addresses.
 */
export const pages = (): Router => {
  const router = Router();
  router.use("/assets", compressed, express.static(`${DIRECTORY}/assets`, { immutable: true, maxAge: YEAR_SECONDS * 1000, index: false, redirect: false, etag: false, lastModified: false, setHeaders: typed }));
  router.get(["/favicon.svg", "/manifest.webmanifest"], (request, response, next) => response.set(HEADERS).sendFile(request.path, { root: DIRECTORY, maxAge: 3_600_000 }, next));
  router.get("/{*any}", (request, response, next) => {
    const page = asksForPage(request) ? indexPage() : undefined;
    if (page === undefined) return next();
    response.set({ ...HEADERS, "Cache-Control": "no-cache", Vary: "Accept" }).type("html").send(page);
  });
  return router;
};

const asksForPage = ({ path, headers }: Request): boolean => !NEVER_PAGES.test(path) && (headers.accept ?? "").includes("text/html");

/** Absent while nothing is built: then the office is its API alone. */
const indexPage = (): string | undefined => {
  const file = `${DIRECTORY}/index.html`;
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
};

const compressed: RequestHandler = (request, response, next) => {
  const taken = CODINGS.find(([coding]) => request.acceptsEncodings(coding) !== false);
  const path = taken && existsSync(`${DIRECTORY}/assets${request.path}${taken[1]}`) ? `${request.url.split("?")[0]}${taken[1]}` : undefined;
  if (path !== undefined && taken) {
    request.url = path;
    response.set("Content-Encoding", taken[0]);
  }
  response.set({ ...HEADERS, Vary: "Accept-Encoding" });
  response.removeHeader("Cache-Control");
  next();
};

const TYPES: Readonly<Record<string, string>> = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", json: "application/json", svg: "image/svg+xml" };

/** A compressed file has the type of what it holds. */
const typed = (response: Response, path: string): void => {
  const [, extension = ""] = /\.([a-z0-9]+)(?:\.(?:br|gz))?$/.exec(path) ?? [];
  if (TYPES[extension] !== undefined) response.setHeader("Content-Type", TYPES[extension]);
};
