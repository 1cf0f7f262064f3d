/** Which addresses of the network may be called: a catalogue must not be able to point this node at its own neighbours. */
import { lookup as resolve, type LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Networks that are not the public internet (IANA special-purpose registries). */
const SPECIAL_V4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24],
  ["192.0.2.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
];
const SPECIAL_V6: readonly (readonly [string, number])[] = [
  ["::", 127], ["64:ff9b:1::", 48], ["100::", 64], ["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20], ["5f00::", 16],
  ["fc00::", 7], ["fe80::", 10], ["fec0::", 10], ["ff00::", 8],
];

const special = new BlockList();
for (const [net, bits] of SPECIAL_V6) special.addSubnet(net, bits, "ipv6");
for (const [net, bits] of SPECIAL_V4) {
  special.addSubnet(net, bits, "ipv4"); // Also finds the IPv4-mapped form ::ffff:10.0.0.1.
  special.addSubnet(`64:ff9b::${net}`, 96 + bits, "ipv6"); // The same network as seen through NAT64.
}

/** True for an IP address of the public internet. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !special.check(address, family === 4 ? "ipv4" : "ipv6");
};

/** The partner's address is not on the public internet. */
export class PrivateAddress extends Error {
  readonly code = "ERR_PRIVATE_ADDRESS";
}

/**
 * Name resolution for connections: what is checked here is the very address that is connected to, so a name that resolves differently
 * the second time gains nothing. One private address among several refuses all.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const first = addresses?.[0];
    if (error || !first) return callback(error ?? new PrivateAddress(`${hostname} has no address`), "", 0);
    if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(new PrivateAddress(`${hostname} has a private address`), "", 0);
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};
