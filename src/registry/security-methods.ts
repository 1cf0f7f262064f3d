import { securityMethod } from "./namespaces.js";

/** The four aspects of an entry's `http-security`, by the name of their element (PROTOCOL 3.1). */
const ASPECTS = ["client-auth-methods", "server-auth-methods", "request-encryption-methods", "response-encryption-methods"] as const;
type Aspect = (typeof ASPECTS)[number];

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

const aspectBits = (aspect: Aspect, wanted: (method: Method) => boolean): number =>
  METHODS.reduce((mask, method, bit) => (method.aspect === aspect && wanted(method) ? mask | (1 << bit) : mask), 0);

const EVERY_ASPECT = ASPECTS.map((aspect) => ({ all: aspectBits(aspect, () => true), defaults: aspectBits(aspect, (method) => method.isDefault === true) }));
const byNamespace = new Map(METHODS.map((method, bit) => [method.namespace, { ...method, bit: 1 << bit }]));
/** Says that an entry speaks of the aspect, even if it names no method that we know. */
const declared = new Map<string, number>(ASPECTS.map((aspect, place) => [aspect, 1 << (METHODS.length + place)]));

/** The bit that says "this aspect is declared", by the name of its element; undefined for other names. */
export const aspectBit = (name: string): number | undefined => declared.get(name);

/** The bit of one method element inside the element of an aspect; 0 for a custom method. */
export const methodBit = (aspect: string, namespace: string, name: string): number => {
  const method = byNamespace.get(namespace);
  return method?.aspect === aspect && method.name === name ? method.bit : 0;
};

/** The methods among the collected bits, with the defaults of each aspect that was not declared. */
export const withDefaults = (bits: number): number =>
  EVERY_ASPECT.reduce((mask, { all, defaults }, place) => mask | (bits & (1 << (METHODS.length + place)) ? bits & all : defaults), 0);

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
