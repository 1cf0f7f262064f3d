import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * Whose budget a stranger's request is charged to: an IPv4 address, or the first 64 bits of an IPv6 one, which one household has for
 * itself. Behind a proxy it stands in the header that the proxy writes (its last entry), and without such a header nobody can tell.
 */
export type AddressOf = (request: IncomingMessage) => string | undefined;

export const peerAddress: AddressOf = ({ socket }) => networkOf(socket.remoteAddress ?? "");

export const addressIn = (header: string): AddressOf => {
  const name = header.toLowerCase();
  return ({ headers }) => networkOf(String(headers[name] ?? "").split(",").at(-1)?.trim() ?? "");
};

/** The same; who comes past the proxy, or through one that writes no address, shares the budget of the connection. */
export const addressInOrPeer = (header: string): AddressOf => {
  const written = addressIn(header);
  return (request) => written(request) ?? peerAddress(request);
};

export const nobodysAddress: AddressOf = () => undefined;

const MAPPED = /^::ffff:(?=\d+\.)/i;
const GROUPS = 8;

const networkOf = (text: string): string | undefined => {
  const address = text.replace(MAPPED, "").replace(/%.*$/, "");
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail === undefined) return `${groups.slice(0, 4).map(canonical).join(":")}::/64`;
  const rest = tail === "" ? [] : tail.split(":");
  const filled = [...groups, ...Array<string>(Math.max(0, GROUPS - groups.length - rest.length)).fill("0"), ...rest];
  return `${filled.slice(0, 4).map(canonical).join(":")}::/64`;
};

const canonical = (group: string): string => parseInt(group, 16).toString(16);
