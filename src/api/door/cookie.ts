import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";

/** Bound to this host and to HTTPS by its name, which browsers enforce. */
export const SECURE_COOKIE = "__Host-passerelle";
/** For trying out: plain HTTP on this machine, where some browsers keep no secure cookies. */
const PLAIN_COOKIE = "passerelle";
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Secure, except where an office without TLS is asked for under a loopback name. */
const securely = ({ socket, headers }: IncomingMessage): boolean => (socket as Partial<TLSSocket>).encrypted === true || !LOOPBACK.test(headers.host ?? "");

/** The cookies of the office: who is signed in, and a sign-in that was begun at the institution's provider. */
const SUFFIXES = { signIn: "", started: "-started" } as const;
type Kind = keyof typeof SUFFIXES;

/** What the browser shows; undefined without the cookie. */
export const shown = (request: IncomingMessage, kind: Kind): string | undefined => {
  const name = `${nameFor(request, kind)}=`;
  return request.headers.cookie?.split(";").map((pair) => pair.trim()).find((pair) => pair.startsWith(name))?.slice(name.length);
};

/** `Set-Cookie` that hands out a value, or with null takes the cookie away. It ends with the browser; the node ends it earlier. */
export const handOut = (request: IncomingMessage, kind: Kind, value: string | null): string =>
  `${nameFor(request, kind)}=${value ?? ""}; Path=/; HttpOnly; SameSite=Lax${securely(request) ? "; Secure" : ""}${value === null ? "; Max-Age=0" : ""}`;

const nameFor = (request: IncomingMessage, kind: Kind): string => (securely(request) ? SECURE_COOKIE : PLAIN_COOKIE) + SUFFIXES[kind];
