/** The entry of a manifest that an API version has by its definition (PROTOCOL 2.1, 3.1, 5.0). */
import type { HeiId } from "../../kernel/ids.js";
import { securityMethod } from "../../registry/namespaces.js";
import { EWP_RSA_AES128GCM } from "../../security/encryption/container.js";
import { element, type XmlElement } from "../../xml/element.js";
import { SECURITY_NS } from "../../xml/types/namespaces.js";
import { type Api, urlElement } from "./define.js";
import { endpointUrl } from "./routes.js";

/** What a node offers beside signatures over TLS, by its runtime and its settings. */
export interface Offers {
  /** Requests may be encrypted, where an API is encryptable. */
  readonly encryptedRequests: boolean;
  /** Answers are encrypted for who asks, likewise. */
  readonly encryptedAnswers: boolean;
  /** Callers may show a TLS client certificate, by whomever it is signed, instead of signing. */
  readonly clientCertificates: boolean;
}
export const NOTHING_MORE: Offers = { encryptedRequests: false, encryptedAnswers: false, clientCertificates: false };

/** The entry for one of our institutions: version, security methods, addresses and limits in schema order. */
export const manifestEntry = (api: Api, publicUrl: string, ours: HeiId, offers: Offers = NOTHING_MORE): XmlElement => {
  const ns = api.manifestNamespace;
  const urls = Object.keys(api.endpoints).map((name) => [urlElement(name), endpointUrl(publicUrl, ours, api, name)]);
  const values: Readonly<Record<string, string>> = { ...Object.fromEntries(urls), ...mapValues(api.limits, String), ...api.declares };
  const children = api.manifestOrder.map((name) => element(ns, name, [values[name] ?? ""]));
  const security = api.access === "discovery" ? [] : [httpSecurity(api, offers)];
  return element(ns, api.element, [...security, ...children], { version: api.version });
};

const mapValues = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** Every aspect is declared: the default for client authentication is a method that nobody uses any more (PROTOCOL 3.1). */
const httpSecurity = ({ manifestNamespace, access, encryptable }: Api, { encryptedRequests, encryptedAnswers, clientCertificates }: Offers): XmlElement =>
  element(manifestNamespace, "http-security", [
    methods("client-auth-methods", [...(access === "anyone" ? [ANONYMOUS] : []), ["httpsig", "cliauth-httpsig"], ...(clientCertificates ? [TLS_CERTIFICATE] : [])]),
    methods("server-auth-methods", [["tlscert", "srvauth-tlscert"], ["httpsig", "srvauth-httpsig"]]),
    methods("request-encryption-methods", [["tls", "reqencr-tls"], ...(encryptable && encryptedRequests ? [encryption("reqencr")] : [])]),
    methods("response-encryption-methods", [["tls", "resencr-tls"], ...(encryptable && encryptedAnswers ? [encryption("resencr")] : [])]),
  ]);

type Method = readonly [name: string, specification: string, attributes?: Readonly<Record<string, string>>];
const ANONYMOUS: Method = ["anonymous", "cliauth-none"];
const TLS_CERTIFICATE: Method = ["tlscert", "cliauth-tlscert", { "allows-self-signed": "true" }];
const encryption = (aspect: string): Method => [EWP_RSA_AES128GCM, `${aspect}-rsa-aes128gcm`];

const methods = (aspect: string, offered: readonly Method[]): XmlElement =>
  element(SECURITY_NS, aspect, offered.map(([name, specification, attributes]) => element(securityMethod(specification), name, [], attributes)));
