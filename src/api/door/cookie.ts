import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";

/** Whether the browser must be told never to send the cookie over plain HTTP. */
export type IsSecure = (request: IncomingMessage) => boolean;

/** Bound to this host and to HTTPS by its name, which browsers enforce. */
export const SECURE_COOKIE = "__Host-passerelle";
/** For trying out: plain HTTP on this machine, where some browsers keep no secure cookies. */
const PLAIN_COOKIE = "passerelle";
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Secure, except where an office without TLS is asked for under a loopback name. */
export const securely: IsSecure = ({ socket, headers }) => (socket as Partial<TLSSocket>).encrypted === true || !LOOPBACK.test(headers.host ?? "");

/** What the browser shows; undefined without the cookie. */
export const shownSecret = (request: IncomingMessage): string | undefined => {
  const name = `${nameFor(request)}=`;
  return request.headers.cookie?.split(";").map((pair) => pair.trim()).find((pair) => pair.startsWith(name))?.slice(name.length);
};

/** `Set-Cookie` that hands out a secret, or with null takes the cookie away. It ends with the browser; the node ends it earlier. */
export const handOut = (request: IncomingMessage, secret: string | null): string =>
  `${nameFor(request)}=${secret ?? ""}; Path=/; HttpOnly; SameSite=Lax${securely(request) ? "; Secure" : ""}${secret === null ? "; Max-Age=0" : ""}`;

const nameFor = (request: IncomingMessage): string => (securely(request) ? SECURE_COOKIE : PLAIN_COOKIE);
