import { createPublicKey } from "node:crypto";
import { childElements, type XmlElement } from "../../xml/element.js";
import { firstOf } from "../replies.js";
import { rule, type Rule } from "../rule.js";
import type { Entry, Subject } from "../subject.js";

const LEAST_BITS = 2048;
const httpSecurity = ({ element }: Entry): XmlElement | undefined => childElements(element, "http-security")[0];
const methodsIn = (security: XmlElement | undefined, list: string): string[] => (security ? childElements(security, list).flatMap((one) => childElements(one).map(({ name }) => name)) : []);
const isProtected = ({ name }: Entry): boolean => name !== "discovery";

/** The first entry that something is wrong with. */
const eachEntry = (subject: Subject, wrong: (entry: Entry) => string | undefined): string | undefined =>
  firstOf(...subject.entries.map((entry) => {
    const found = wrong(entry);
    return found === undefined ? undefined : `${entry.name} ${entry.version}: ${found}`;
  }));

const keyComplaint = (text: string): string | undefined => {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
    const bits = asymmetricKeyDetails?.modulusLength ?? 0;
    return bits >= LEAST_BITS ? undefined : `a key has ${bits} bits, at least ${LEAST_BITS} are asked for`;
  } catch {
    return "a key is no DER SubjectPublicKeyInfo in base64";
  }
};

export const MANIFEST_RULES: readonly Rule[] = [
  rule("manifest.contact", "There is an address for trouble and the name of the provider.", "PROTOCOL 2.1, row 1", async ({ host }) =>
    (host.adminEmails.length === 0 || host.adminProvider === "" ? "admin-email or admin-provider is missing" : undefined)),
  rule("manifest.discovery", "The discovery entry names the manifest's own address.", "PROTOCOL 2.1, row 2", async ({ entries, manifestUrl }) => {
    const url = entries.find(({ name }) => name === "discovery")?.urls["url"];
    return url === manifestUrl ? undefined : `it names ${url ?? "nothing"}, and was read at ${manifestUrl}`;
  }),
  rule("manifest.keys", "Keys are DER SubjectPublicKeyInfo with 2048 bits or more, and no key serves both purposes.", "PROTOCOL 2.1, row 4", async ({ host }) => {
    const [client, server] = [host.clientCredentialsInUse?.rsaPublicKeys ?? [], host.serverCredentialsInUse?.rsaPublicKeys ?? []];
    const both = client.find((key) => server.some((other) => other.replace(/\s/g, "") === key.replace(/\s/g, "")));
    return firstOf(client.length === 0 ? "there is no client key" : undefined, server.length === 0 ? "there is no server key" : undefined, ...[...client, ...server].map(keyComplaint), both === undefined ? undefined : "a key is listed both as client and as server key");
  }),
  rule("manifest.versions", "Each entry has a version N.N.N whose major is the one of its namespace; drafts 0.N.N have that of version 1.", "PROTOCOL 2.1, row 5", async (subject) => eachEntry(subject, ({ version, namespace }) =>
    firstOf(/^\d+\.\d+\.\d+$/.test(version) ? undefined : "its version is not N.N.N", namespace.includes(`/stable-v${Math.max(1, Number(version.split(".")[0]))}/`) ? undefined : `its namespace ${namespace} is of another major version`))),
  rule("manifest.security", "Each protected entry declares HTTP signatures for clients and servers itself.", "PROTOCOL 3.1, row 6", async (subject) => eachEntry(subject, (entry) => {
    if (!isProtected(entry)) return undefined;
    const security = httpSecurity(entry);
    return firstOf(security ? undefined : "there is no http-security", methodsIn(security, "client-auth-methods").includes("httpsig") ? undefined : "httpsig is no client-auth-method", methodsIn(security, "server-auth-methods").includes("httpsig") ? undefined : "httpsig is no server-auth-method");
  })),
  rule("manifest.addresses", "Addresses are https without fragment, and no two endpoints share one.", "PROTOCOL 2.1, row 7", async (subject) => {
    const seen = new Set<string>();
    return eachEntry(subject, ({ urls }) => firstOf(
      Object.keys(urls).length === 0 ? "it has no address" : undefined,
      ...Object.values(urls).map((url) => {
        const twice = seen.has(url);
        seen.add(url);
        return firstOf(url.startsWith("https://") && !url.includes("#") ? undefined : `${url} is not https, or has a fragment`, twice ? `${url} is used twice` : undefined);
      }),
    ));
  }),
];
