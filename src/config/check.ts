import { isIP } from "node:net";
import { PREFIX, type Sections, variableOf } from "./setting.js";
import { CLIENT_SETTINGS, type Config, NODE_SETTINGS } from "./settings.js";

/** Rules that concern several settings; each sentence says what to change. */
export const conflictsIn = ({ network, office, mail }: Config): readonly string[] => {
  const found: string[] = [];
  const complete = network.tlsCert !== undefined && network.tlsKey !== undefined;
  if (network.tls === "own" && !complete) found.push("PASSERELLE_TLS_CERT and PASSERELLE_TLS_KEY are needed for PASSERELLE_NETWORK_TLS=own; set both, or PASSERELLE_NETWORK_TLS=proxy when a proxy in front ends TLS.");
  if (network.tls === "proxy" && (network.tlsCert !== undefined || network.tlsKey !== undefined)) found.push("PASSERELLE_TLS_CERT and PASSERELLE_TLS_KEY have no use with PASSERELLE_NETWORK_TLS=proxy; remove them, or set PASSERELLE_NETWORK_TLS=own.");
  if (network.tls === "own" && network.addressHeader !== undefined) found.push("PASSERELLE_NETWORK_ADDRESS_HEADER is for PASSERELLE_NETWORK_TLS=proxy: without a proxy anybody could write any address there; remove it.");
  if ((office.tlsCert === undefined) !== (office.tlsKey === undefined)) found.push("PASSERELLE_OFFICE_TLS_CERT and PASSERELLE_OFFICE_TLS_KEY belong together: set both or none.");
  if (network.clientCertificates && network.tls !== "own") found.push("PASSERELLE_NETWORK_CLIENT_CERTIFICATES=true needs PASSERELLE_NETWORK_TLS=own: behind a proxy nobody can tell who showed a certificate.");
  if (office.clientCa !== undefined && office.tlsCert === undefined) found.push("PASSERELLE_OFFICE_CLIENT_CA needs PASSERELLE_OFFICE_TLS_CERT and PASSERELLE_OFFICE_TLS_KEY: without TLS nobody can show a certificate.");
  if (office.openIdIssuer !== undefined && (office.openIdClientId === undefined || office.publicUrl === undefined)) found.push("PASSERELLE_OFFICE_OPENID_ISSUER needs PASSERELLE_OFFICE_OPENID_CLIENT_ID and PASSERELLE_OFFICE_PUBLIC_URL: set all three.");
  if (office.openIdIssuer?.startsWith("http:") && !isLoopback(new URL(office.openIdIssuer).hostname)) found.push("PASSERELLE_OFFICE_OPENID_ISSUER is a plain HTTP address of another machine: anybody on the way could sign in as anybody; use https.");
  if (mail.smtpUrl !== undefined && (mail.from === undefined || office.publicUrl === undefined)) found.push("PASSERELLE_MAIL_SMTP_URL needs PASSERELLE_MAIL_FROM and PASSERELLE_OFFICE_PUBLIC_URL, which the links in the mail begin with: set all three.");
  return found;
};

/** What will probably not work although it is allowed. */
export const warningsOf = (config: Config): readonly string[] => [
  ...publicUrlWarnings(new URL(config.network.publicUrl).hostname),
  ...config.outgoing.allowPrivateAddresses && !isLoopback(new URL(config.network.publicUrl).hostname)
    ? ["PASSERELLE_ALLOW_PRIVATE_ADDRESSES=true lets the catalogue point this node at machines of your own network; use it in test networks only."] : [],
  ...config.office.tlsCert === undefined && !isLoopback(config.office.host)
    ? ["The office listener speaks plain HTTP on an address that other machines reach: put a proxy with TLS in front, or set PASSERELLE_OFFICE_TLS_CERT and PASSERELLE_OFFICE_TLS_KEY."] : [],
];

/** Variables with our prefix that mean nothing: probably misspelt. */
export const unknownVariables = (env: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const known = new Set(namesOf(NODE_SETTINGS).concat(namesOf(CLIENT_SETTINGS)));
  return Object.keys(env).filter((name) => name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}TEST_`) && !known.has(name));
};

const namesOf = (sections: Sections): string[] =>
  Object.values(sections).flatMap(({ settings }) => Object.values(settings)).flatMap((setting) => [variableOf(setting), ...setting.secret ? [`${variableOf(setting)}_FILE`] : []]);

const isLoopback = (host: string): boolean => host === "localhost" || host === "[::1]" || host === "::1" || /^127\./.test(host);

/** The registry's URL rule (PROTOCOL 8 row 19). */
const publicUrlWarnings = (host: string): readonly string[] => {
  const bare = host.replace(/^\[|\]$/g, "");
  const refused = isIP(bare) === 0 && (!bare.includes(".") || /\.(test|local|localhost|internal|invalid)$/.test(bare));
  return refused ? [`PASSERELLE_PUBLIC_URL has the host ${host}: the registry refuses such names and then drops every API but echo and discovery; use a name under a real top-level domain, or https://127.0.0.1:PORT in a local network.`] : [];
};
