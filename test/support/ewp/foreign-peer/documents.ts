/** What the foreign peer writes, from templates, and how it reads a catalogue. */
import { parseStringPromise, processors } from "xml2js";
import { secondIiaHashes } from "../../agreements/second-iia-hash.js";
import type { PeerKey } from "./signing.js";

const GH = "https://github.com/erasmus-without-paper/ewp-specs";
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

/** An agreement as the peer keeps it: its terms are markup. */
export interface PeerCopy {
  readonly id: string;
  readonly own: string;
  readonly partner: string;
  /** The partner's id, once it is known. */
  readonly partnerIiaId?: string;
  readonly conditions: string;
}

/** One condition each way round, in the usual form. */
export const staffTraining = (from: string, to: string): string =>
  `<i:staff-training-mobility-spec><i:sending-hei-id>${from}</i:sending-hei-id><i:receiving-hei-id>${to}</i:receiving-hei-id>` +
  "<i:receiving-first-academic-year-id>2027/2028</i:receiving-first-academic-year-id><i:receiving-last-academic-year-id>2029/2030</i:receiving-last-academic-year-id>" +
  "<i:mobilities-per-year>2</i:mobilities-per-year><i:subject-area><i:isced-f-code>0314</i:isced-f-code><i:isced-clarification></i:isced-clarification></i:subject-area>" +
  "<i:total-days-per-year>5.0</i:total-days-per-year></i:staff-training-mobility-spec>";

const iia = ({ id, own, partner, partnerIiaId, conditions }: PeerCopy, hash: string): string =>
  `<i:iia><i:partner><i:hei-id>${own}</i:hei-id><i:iia-id>${id}</i:iia-id><i:iia-code>Peer ${id}</i:iia-code></i:partner><i:partner><i:hei-id>${partner}</i:hei-id>` +
  `${partnerIiaId === undefined ? "" : `<i:iia-id>${partnerIiaId}</i:iia-id>`}</i:partner>\n<i:in-effect>false</i:in-effect><i:cooperation-conditions>${conditions}</i:cooperation-conditions>` +
  `<i:iia-hash>${hash}</i:iia-hash></i:iia>`;

export const getResponse = (copies: readonly PeerCopy[]): string => {
  const around = (content: string): string => `${HEAD}<i:iias-get-response xmlns:i="${GH}-api-iias/blob/stable-v7/endpoints/get-response.xsd">${content}</i:iias-get-response>`;
  return around(copies.map((copy) => iia(copy, hashIn(around(iia(copy, ""))))).join("\n"));
};

/** The iia-hash of the only agreement of a document, calculated by the peer. */
export const hashIn = (xml: string): string => secondIiaHashes(xml)[0]?.hash ?? "";

export const indexResponse = (ids: readonly string[]): string =>
  `${HEAD}<iias-index-response xmlns="${GH}-api-iias/blob/stable-v7/endpoints/index-response.xsd">${ids.map((id) => `<iia-id>${id}</iia-id>`).join("")}</iias-index-response>`;
export const approvalResponse = (approvals: readonly (readonly [id: string, hash: string])[]): string =>
  `${HEAD}<iias-approval-response xmlns="${GH}-api-iias-approval/tree/stable-v2">${approvals.map(([id, hash]) => `<approval><iia-id>${id}</iia-id><iia-hash>${hash}</iia-hash></approval>`).join("")}</iias-approval-response>`;
export const cnrResponse = (api: string, major: number): string => `${HEAD}<${api}-response xmlns="${GH}-api-${api}/tree/stable-v${major}"></${api}-response>`;
export const echoResponse = (heiId: string, values: readonly string[]): string =>
  `${HEAD}<response xmlns="${GH}-api-echo/tree/stable-v2"><hei-id>${heiId}</hei-id>${values.map((value) => `<echo>${value}</echo>`).join("")}</response>`;
export const errorResponse = (message: string): string =>
  `${HEAD}<error-response xmlns="${GH}-architecture/blob/stable-v1/common-types.xsd"><developer-message>${message.replace(/[<&]/g, " ")}</developer-message></error-response>`;

const SECURITY = `<http-security><s:client-auth-methods><c:httpsig/></s:client-auth-methods><s:server-auth-methods><t:tlscert/><v:httpsig/></s:server-auth-methods></http-security>`;
const entry = (api: string, version: string, children: string): string =>
  `<${api} xmlns="${GH}-api-${api}/blob/stable-v${version.slice(0, 1)}/manifest-entry.xsd" version="${version}">${api === "discovery" ? "" : SECURITY}${children}</${api}>`;

/** The peer's manifest; `url` is where its APIs are. */
export const manifest = ({ heiId, manifestUrl, url, client, server }: { heiId: string; manifestUrl: string; url: string; client: PeerKey; server: PeerKey }): string =>
  `${HEAD}<manifest xmlns="${GH}-api-discovery/tree/stable-v6" xmlns:e="${GH}-architecture/blob/stable-v1/common-types.xsd" xmlns:r="${GH}-api-registry/tree/stable-v1"
  xmlns:s="${GH}-sec-intro/tree/stable-v2" xmlns:c="${GH}-sec-cliauth-httpsig/tree/stable-v1" xmlns:t="${GH}-sec-srvauth-tlscert/tree/stable-v1" xmlns:v="${GH}-sec-srvauth-httpsig/tree/stable-v1">
  <host><e:admin-email>office@${heiId}</e:admin-email><e:admin-provider>Foreign peer (by hand)</e:admin-provider><r:apis-implemented>
  ${entry("discovery", "6.0.0", `<url>${manifestUrl}</url>`)}${entry("echo", "2.0.1", `<url>${url}/echo</url>`)}
  ${entry("iias", "7.0.0", `<get-url>${url}/iias/get</get-url><max-iia-ids>1</max-iia-ids><index-url>${url}/iias/index</index-url>`)}
  ${entry("iia-cnr", "3.0.0", `<url>${url}/iia-cnr</url>`)}${entry("iias-approval", "2.0.0", `<url>${url}/iias-approval</url><max-iia-ids>1</max-iia-ids>`)}
  ${entry("iia-approval-cnr", "2.0.0", `<url>${url}/iia-approval-cnr</url>`)}</r:apis-implemented>
  <institutions-covered><r:hei id="${heiId}"><r:name>Foreign Peer University</r:name></r:hei></institutions-covered>
  <client-credentials-in-use><rsa-public-key>${client.spki}</rsa-public-key></client-credentials-in-use>
  <server-credentials-in-use><rsa-public-key>${server.spki}</rsa-public-key></server-credentials-in-use></host></manifest>`;

interface Parsed {
  readonly [name: string]: readonly Parsed[] | undefined;
}
const textOf = (element: Parsed | undefined): string => (element as { _?: string } | undefined)?._ ?? "";
const shaOf = (element: Parsed): string => (element as { $?: Record<string, string> }).$?.["sha-256"] ?? "";

interface PeerHost {
  readonly heiIds: readonly string[];
  readonly urls: Readonly<Record<string, string>>;
  readonly clientKeys: readonly string[];
  readonly serverKeys: readonly string[];
}

/** Who is in the network: addresses as `iias get-url`, keys by fingerprint. */
export const readCatalogue = async (xml: string): Promise<{ readonly hosts: readonly PeerHost[]; readonly keys: ReadonlyMap<string, string> }> => {
  const { catalogue } = (await parseStringPromise(xml, { tagNameProcessors: [processors.stripPrefix], explicitCharkey: true })) as { catalogue: Parsed };
  const keys = (catalogue["binaries"] ?? []).flatMap((section) => section["rsa-public-key"] ?? []);
  const ids = (host: Parsed, section: string) => (host[section]?.[0]?.["rsa-public-key"] ?? []).map(shaOf);
  const named = (element: Parsed | undefined) => Object.entries(element ?? {}).filter(([name]) => !/^[_$]/.test(name)).map(([name, list]) => [name, list?.[0]] as const);
  const urls = (host: Parsed) => named(host["apis-implemented"]?.[0]).flatMap(([api, entry]) =>
    named(entry).filter(([name]) => /url$/.test(name)).map(([name, value]) => [`${api} ${name}`, textOf(value)] as const));
  return {
    keys: new Map(keys.map((key) => [shaOf(key), textOf(key).replace(/\s/g, "")])),
    hosts: (catalogue["host"] ?? []).map((host) => ({
      heiIds: (host["institutions-covered"]?.[0]?.["hei-id"] ?? []).map(textOf), urls: Object.fromEntries(urls(host)),
      clientKeys: ids(host, "client-credentials-in-use"), serverKeys: ids(host, "server-credentials-in-use"),
    })),
  };
};
