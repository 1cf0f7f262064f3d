import { securityMethod } from "./namespaces.js";

/** The four aspects of an entry's `http-security`, by the name of their element (PROTOCOL 3.1). */
export const ASPECTS = ["client-auth-methods", "server-auth-methods", "request-encryption-methods", "response-encryption-methods"] as const;
export type Aspect = (typeof ASPECTS)[number];

interface Method {
  readonly aspect: Aspect;
  readonly name: string;
  readonly namespace: string;
  /** Holds where the entry says nothing about the aspect. */
  readonly isDefault?: true;
}

/** A row per method that we know; its place is its bit. Others are custom methods, which a client ignores (PROTOCOL 3.1). */
const METHODS: readonly Method[] = [
  { aspect: "client-auth-methods", name: "tlscert", namespace: securityMethod("cliauth-tlscert"), isDefault: true },
  { aspect: "client-auth-methods", name: "httpsig", namespace: securityMethod("cliauth-httpsig") },
  { aspect: "client-auth-methods", name: "anonymous", namespace: securityMethod("cliauth-none") },
  { aspect: "server-auth-methods", name: "tlscert", namespace: securityMethod("srvauth-tlscert"), isDefault: true },
  { aspect: "server-auth-methods", name: "httpsig", namespace: securityMethod("srvauth-httpsig") },
  { aspect: "request-encryption-methods", name: "tls", namespace: securityMethod("reqencr-tls"), isDefault: true },
  { aspect: "request-encryption-methods", name: "ewp-rsa-aes128gcm", namespace: securityMethod("reqencr-rsa-aes128gcm") },
  { aspect: "response-encryption-methods", name: "tls", namespace: securityMethod("resencr-tls"), isDefault: true },
  { aspect: "response-encryption-methods", name: "ewp-rsa-aes128gcm", namespace: securityMethod("resencr-rsa-aes128gcm") },
];

const namesIn = (mask: number, aspect: Aspect): readonly string[] =>
  Object.freeze(METHODS.filter((method, bit) => method.aspect === aspect && mask & (1 << bit)).map((method) => method.name));

/** The bit of one method element; 0 for a custom method. */
export const methodBit = (aspect: Aspect, namespace: string, name: string): number => {
  const bit = METHODS.findIndex((method) => method.aspect === aspect && method.name === name && method.namespace === namespace);
  return bit < 0 ? 0 : 1 << bit;
};

/** The default methods of one aspect, as bits. */
export const defaultBits = (aspect: Aspect): number =>
  METHODS.reduce((mask, method, bit) => (method.aspect === aspect && method.isDefault ? mask | (1 << bit) : mask), 0);

/** What a caller of the entry may use, per aspect, by the names of the method elements. */
export interface SecurityOptions {
  readonly clientAuth: readonly string[];
  readonly serverAuth: readonly string[];
  readonly requestEncryption: readonly string[];
  readonly responseEncryption: readonly string[];
}

const bySet = new Map<number, SecurityOptions>();

/** The methods of a set of bits. A handful of sets occur, so each is spelled out once. */
export const securityOptions = (mask: number): SecurityOptions => {
  const known = bySet.get(mask);
  if (known) return known;
  const options: SecurityOptions = Object.freeze({
    clientAuth: namesIn(mask, "client-auth-methods"),
    serverAuth: namesIn(mask, "server-auth-methods"),
    requestEncryption: namesIn(mask, "request-encryption-methods"),
    responseEncryption: namesIn(mask, "response-encryption-methods"),
  });
  bySet.set(mask, options);
  return options;
};
