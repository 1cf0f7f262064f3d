/** Writes catalogues as a registry would (PROTOCOL 2.2), whole or in pieces; what is wrong in them is put there on purpose. */
import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { testKeyPair } from "../keys/key-pairs.js";

const GH = "https://github.com/erasmus-without-paper";

export const namespaceOf = (api: string, major: number): string => `${GH}/ewp-specs-api-${api}/blob/stable-v${major}/manifest-entry.xsd`;

/** Prefixes of the root element that entries may use. */
const PREFIXES: Readonly<Record<string, string>> = {
  ewp: `${GH}/ewp-specs-architecture/blob/stable-v1/common-types.xsd`,
  sec: `${GH}/ewp-specs-sec-intro/tree/stable-v2`,
  none: `${GH}/ewp-specs-sec-cliauth-none/tree/stable-v1`,
  cli: `${GH}/ewp-specs-sec-cliauth-httpsig/tree/stable-v1`,
  clitls: `${GH}/ewp-specs-sec-cliauth-tlscert/tree/stable-v1`,
  srvtls: `${GH}/ewp-specs-sec-srvauth-tlscert/tree/stable-v1`,
  srv: `${GH}/ewp-specs-sec-srvauth-httpsig/tree/stable-v1`,
  reqtls: `${GH}/ewp-specs-sec-reqencr-tls/tree/stable-v1`,
  restls: `${GH}/ewp-specs-sec-resencr-tls/tree/stable-v1`,
  reqaes: `${GH}/ewp-specs-sec-reqencr-rsa-aes128gcm/tree/stable-v1`,
  resaes: `${GH}/ewp-specs-sec-resencr-rsa-aes128gcm/tree/stable-v1`,
};

/** The start tag of the root, with more prefixes if wanted. */
export const rootOpen = (more: Readonly<Record<string, string>> = {}): string =>
  `<catalogue xmlns="${GH}/ewp-specs-api-registry/tree/stable-v1"${Object.entries({ ...PREFIXES, ...more }).map(([prefix, uri]) => `\n    xmlns:${prefix}="${uri}"`).join("")}>\n`;
export const ROOT_CLOSE = "</catalogue>\n";

/** Signatures for clients and servers, as everybody declares them; the encryption aspects stay at their defaults. */
export const httpSecurity = (prefix = "e"): string => `
                <${prefix}:http-security>
                    <sec:client-auth-methods>
                        <cli:httpsig/>
                    </sec:client-auth-methods>
                    <sec:server-auth-methods>
                        <srvtls:tlscert/>
                        <srv:httpsig/>
                    </sec:server-auth-methods>
                </${prefix}:http-security>`;

/** An entry of one API; `body` is written with the prefix `e` for the entry's namespace. */
export const apiEntry = (api: string, version: string, body: string): string =>
  `            <e:${api} xmlns:e="${namespaceOf(api, Number(version.split(".")[0]))}" version="${version}">${body}\n            </e:${api}>\n`;

/** Children of an entry: addresses and limits. */
export const parts = (values: Readonly<Record<string, string | number>>, prefix = "e"): string =>
  Object.entries(values).map(([name, value]) => `\n                <${prefix}:${name}>${value}</${prefix}:${name}>`).join("");

export interface HostSpec {
  readonly heiIds?: readonly string[];
  readonly entries?: readonly string[];
  readonly clientKeys?: readonly string[];
  /** Fingerprints of TLS client certificates. */
  readonly certificates?: readonly string[];
  readonly serverKeys?: readonly string[];
  readonly provider?: string;
}

const section = (name: string, content: string): string => (content ? `        <${name}>\n${content}        </${name}>\n` : "");
const keyReference = (key: string): string => `            <rsa-public-key sha-256="${key}"/>\n`;

export const hostXml = ({ heiIds = [], entries = [], clientKeys = [], certificates = [], serverKeys = [], provider = "Provider" }: HostSpec): string =>
  `    <host>\n        <ewp:admin-email>admin@example.org</ewp:admin-email>\n        <ewp:admin-provider>${provider}</ewp:admin-provider>\n` +
  section("apis-implemented", entries.join("")) +
  section("institutions-covered", heiIds.map((id) => `            <hei-id>${id}</hei-id>\n`).join("")) +
  section("client-credentials-in-use", certificates.map((one) => `            <certificate sha-256="${one}"/>\n`).join("") + clientKeys.map(keyReference).join("")) +
  section("server-credentials-in-use", serverKeys.map(keyReference).join("")) +
  "    </host>\n";

export interface HeiSpec {
  readonly id: string;
  readonly names?: readonly (readonly [text: string, lang?: string])[];
  readonly otherIds?: readonly (readonly [type: string, value: string])[];
}

export const heiXml = ({ id, names = [[`University of ${id}`, "en"]], otherIds = [] }: HeiSpec): string =>
  `        <hei id="${id}">\n` +
  otherIds.map(([type, value]) => `            <other-id type="${type}">${value}</other-id>\n`).join("") +
  names.map(([text, lang]) => `            <name${lang ? ` xml:lang="${lang}"` : ""}>${text}</name>\n`).join("") +
  "        </hei>\n";

export const keyXml = (fingerprint: string, der: Uint8Array): string =>
  `        <rsa-public-key sha-256="${fingerprint}">\n${Buffer.from(der).toString("base64").replace(/.{1,76}/g, "            $&\n")}        </rsa-public-key>\n`;

/** A key pair and how the catalogue names it. */
export interface TestKey {
  readonly fingerprint: string;
  readonly der: Buffer;
  readonly privateKey: KeyObject;
}

/** Of the usual length unless another one is wanted. */
export const testKey = (modulusLength?: number): TestKey => {
  const { publicKey, privateKey } = modulusLength === undefined ? testKeyPair() : generateKeyPairSync("rsa", { modulusLength });
  const der = publicKey.export({ format: "der", type: "spki" });
  return { fingerprint: createHash("sha256").update(der).digest("hex"), der, privateKey };
};

export interface CatalogueSpec {
  readonly hosts: readonly HostSpec[];
  readonly heis?: readonly HeiSpec[];
  readonly keys?: readonly Pick<TestKey, "fingerprint" | "der">[];
}

export const catalogueXml = ({ hosts, heis = [], keys = [] }: CatalogueSpec): string =>
  rootOpen() + hosts.map(hostXml).join("") +
  `    <institutions>\n${heis.map(heiXml).join("")}    </institutions>\n` +
  `    <binaries>\n${keys.map(({ fingerprint, der }) => keyXml(fingerprint, der)).join("")}    </binaries>\n` + ROOT_CLOSE;
