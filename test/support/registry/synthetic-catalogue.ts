/** A catalogue of the size of the real one, made piece by piece: the same bytes every time, never whole in memory. */
import { createHash } from "node:crypto";
import { heiXml, hostXml, httpSecurity, keyXml, namespaceOf, parts, ROOT_CLOSE, rootOpen } from "./catalogue-xml.js";

export interface SyntheticSize {
  readonly hosts: number;
}

/** About 47 MB: 3,900 hosts with a HEI each, 52,000 entries, 5,850 keys. */
export const FULL_SIZE: SyntheticSize = { hosts: 3900 };

interface Template {
  readonly api: string;
  readonly version: string;
  readonly urls: readonly string[];
  readonly limit?: string;
}

const TEMPLATES: readonly Template[] = [
  { api: "echo", version: "2.0.1", urls: ["url"] },
  { api: "institutions", version: "2.2.0", urls: ["url"], limit: "max-hei-ids" },
  { api: "ounits", version: "2.1.1", urls: ["url"], limit: "max-ounit-ids" },
  { api: "factsheet", version: "1.2.0", urls: ["url"], limit: "max-hei-ids" },
  { api: "iias", version: "7.0.0", urls: ["get-url", "index-url", "stats-url"], limit: "max-iia-ids" },
  { api: "iia-cnr", version: "3.0.0", urls: ["url"] },
  { api: "iias-approval", version: "2.0.0", urls: ["url"], limit: "max-iia-ids" },
  { api: "iia-approval-cnr", version: "2.0.0", urls: ["url"] },
  { api: "omobilities", version: "2.0.0", urls: ["get-url", "index-url"], limit: "max-omobility-ids" },
  { api: "omobility-las", version: "1.2.0", urls: ["get-url", "index-url", "update-url"], limit: "max-omobility-ids" },
  { api: "omobility-la-cnr", version: "1.1.0", urls: ["url"], limit: "max-omobility-ids" },
  { api: "imobilities", version: "1.0.0", urls: ["get-url"], limit: "max-omobility-ids" },
  { api: "imobility-tors", version: "2.0.0", urls: ["get-url", "index-url"], limit: "max-omobility-ids" },
];
const COUNTRIES = ["pl", "de", "fr", "es", "it", "gr", "pt", "at", "se", "fi", "cz", "hu"];

export const syntheticHeiId = (host: number): string => `university-${host}.${COUNTRIES[host % COUNTRIES.length]}`;
export const syntheticUrl = (host: number, api: string, url: string): string =>
  `https://ewp-node-${Math.floor(host / 40)}.provider.example.org/${syntheticHeiId(host)}/ewp/${api}/${url.replace("url", "endpoint")}`;

/** SubjectPublicKeyInfo of 2048 bits with a modulus that is a number like any other: nobody holds its private part. */
export const syntheticKey = (name: string): { readonly fingerprint: string; readonly der: Buffer } => {
  const blocks = Array.from({ length: 8 }, (_, block) => createHash("sha256").update(`${name} ${block}`).digest());
  const modulus = Buffer.concat(blocks);
  modulus[0]! |= 0x80;
  modulus[255]! |= 1;
  const der = Buffer.concat([Buffer.from("30820122300d06092a864886f70d01010105000382010f003082010a0282010100", "hex"), modulus, Buffer.from("0203010001", "hex")]);
  return { fingerprint: createHash("sha256").update(der).digest("hex"), der };
};

const OLDER: Template = { api: "iias", version: "6.3.0", urls: ["get-url", "index-url"], limit: "max-iia-ids" };
const major = ({ version }: Template): number => Number(version.split(".")[0]);
const prefixOf = (template: Template): string => `${template.api}${major(template)}`;
const PREFIXES = Object.fromEntries([...TEMPLATES, OLDER].map((template) => [prefixOf(template), namespaceOf(template.api, major(template))]));

const entryXml = (host: number, template: Template): string => {
  const { api, version, urls, limit } = template;
  const prefix = prefixOf(template);
  const children = parts({ ...Object.fromEntries(urls.map((name) => [name, syntheticUrl(host, api, name)])), ...(limit ? { [limit]: 1 + (host % 50) } : {}) }, prefix);
  const email = api !== "echo" ? "" : `\n                <ewp:admin-email>ewp-support@provider.example.org</ewp:admin-email>`;
  return `            <${prefix}:${api} version="${version}">${email}${httpSecurity(prefix)}${children}\n            </${prefix}:${api}>\n`;
};

/** A third of the hosts has a second, older version of one API: 13 1/3 entries per host. */
const entriesOf = (host: number): string[] => {
  const entries = TEMPLATES.map((template) => entryXml(host, template));
  return host % 3 === 0 ? [...entries, entryXml(host, OLDER)] : entries;
};

const clientKeyName = (host: number): string => `client ${host}`;
/** Every other host signs its answers with the key that signs its requests. */
const serverKeyName = (host: number): string => (host % 2 === 0 ? clientKeyName(host) : `server ${host}`);

const syntheticHost = (host: number): string => hostXml({
  heiIds: [syntheticHeiId(host)], entries: entriesOf(host), provider: `Provider ${Math.floor(host / 40)} (Software)`,
  clientKeys: [syntheticKey(clientKeyName(host)).fingerprint], serverKeys: [syntheticKey(serverKeyName(host)).fingerprint],
});

const syntheticHei = (host: number): string => heiXml({
  id: syntheticHeiId(host),
  names: [[`University of Sample ${host}`, "en"], [`Universität Muster ${host}`, "de"], [`Πανεπιστήμιο ${host}`, "el"]],
  otherIds: [["pic", String(900_000_000 + host)], ["erasmus", `XX SAMPLE${host}`], ["erasmus-charter", `${host}-EPP-1-2014-1-XX-EPPKA3-ECHE`]],
});

/** The pieces of the XML, a few kilobytes each. */
export function* syntheticCatalogue({ hosts }: SyntheticSize): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${rootOpen(PREFIXES)}`;
  for (let host = 0; host < hosts; host++) yield syntheticHost(host);
  yield "    <institutions>\n";
  for (let host = 0; host < hosts; host++) yield syntheticHei(host);
  yield "    </institutions>\n    <binaries>\n";
  for (let host = 0; host < hosts; host++) {
    for (const name of new Set([clientKeyName(host), serverKeyName(host)])) {
      const { fingerprint, der } = syntheticKey(name);
      yield keyXml(fingerprint, der);
    }
  }
  yield `    </binaries>\n${ROOT_CLOSE}`;
}
