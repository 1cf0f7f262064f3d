import { createHash, X509Certificate } from "node:crypto";
import type { CatalogueDocument } from "../../ewp/registry/v1/documents.js";
import { manifest as manifestDocument, type Manifest } from "../../ewp/discovery/v6/documents.js";
import type { Sha256Hex } from "../../kernel/ids.js";
import { fingerprintOf, InvalidPublicKey, publicKeyFromSpki } from "../../security/keys/public-key.js";
import { XmlInvalid, XmlRefused } from "../../xml/errors.js";
import { readDocument } from "../../xml/read.js";
import { acceptEntries, ClaimedEndpoints, discoveryNotes } from "./entries.js";
import type { Note } from "./note.js";

export interface FetchedManifest {
  /** The address under which it is registered. */
  readonly url: string;
  readonly body: Uint8Array;
}

/** What became of one manifest. */
export interface ImportedManifest {
  readonly url: string;
  readonly heiId?: string;
  /** Names and versions of the API entries that went into the catalogue, e.g. `iias 7.0.0`. */
  readonly apis: readonly string[];
  /** What the maintainer would be told: left out (`error`) or doubtful (`warning`). */
  readonly notes: readonly Note[];
}

type Host = CatalogueDocument["hosts"][number];
type Hei = CatalogueDocument["institutions"]["heis"][number];
type ManifestHost = NonNullable<Manifest["host"]>;

/** What goes into the catalogue. */
export interface ImportedHosts {
  readonly hosts: readonly Host[];
  readonly heis: readonly Hei[];
  /** Key bodies by fingerprint. */
  readonly keys: ReadonlyMap<Sha256Hex, string>;
  readonly manifests: readonly ImportedManifest[];
}

/**
 * Applies the registry's rules (PROTOCOL 2.1) to manifests in the order in which they were registered: who came first keeps a key
 * or an address that a later one claims too. The valid part of a faulty manifest is imported.
 */
export const importManifests = (fetched: readonly FetchedManifest[]): ImportedHosts => {
  const claims: Claims = { clientKeys: new Map(), endpoints: new ClaimedEndpoints(), keys: new Map(), heis: new Map() };
  const results = fetched.map((one) => importOne(one, claims));
  return { hosts: results.flatMap(({ host }) => (host ? [host] : [])), heis: [...claims.heis.values()], keys: claims.keys, manifests: results.map(({ manifest }) => manifest) };
};

interface Claims {
  /** Fingerprint of a client key to the HEI that it covers (or the manifest, of a host without one). */
  readonly clientKeys: Map<string, string>;
  readonly endpoints: ClaimedEndpoints;
  readonly keys: Map<Sha256Hex, string>;
  readonly heis: Map<string, Hei>;
}

const importOne = ({ url, body }: FetchedManifest, claims: Claims): { readonly host?: Host; readonly manifest: ImportedManifest } => {
  const notes: Note[] = [];
  const host = read(body, notes)?.host;
  if (!host) return { manifest: { url, apis: [], notes } };
  const hei = host.institutionsCovered?.hei;
  const owner = hei?.id ?? url;
  const clientKeys = acceptKeys(host.clientCredentialsInUse?.rsaPublicKeys ?? [], "client", notes)
    .filter(({ fingerprint }) => isUnclaimed(fingerprint, owner, claims.clientKeys, notes));
  const certificates = acceptCertificates(host.clientCredentialsInUse?.certificates ?? [], notes);
  const serverKeys = acceptKeys(host.serverCredentialsInUse?.rsaPublicKeys ?? [], "server", notes);
  const entries = host.apisImplemented?.entries ?? [];
  notes.push(...discoveryNotes(entries, url));
  const accepted = acceptEntries(entries, { hei: owner, manifestUrl: url, serverKeys: serverKeys.map(({ fingerprint }) => fingerprint) }, claims.endpoints);
  notes.push(...accepted.notes);
  for (const { fingerprint, spki } of [...clientKeys, ...serverKeys]) claims.keys.set(fingerprint, spki);
  if (hei) claims.heis.set(hei.id, merged(claims.heis.get(hei.id), hei));
  const named = (keys: readonly Key[]): { sha256: Sha256Hex }[] => keys.map(({ fingerprint }) => ({ sha256: fingerprint }));
  return {
    host: {
      ...contactOf(host),
      apisImplemented: { entries: accepted.entries },
      ...hei && { institutionsCovered: { heiIds: [hei.id] } },
      ...clientKeys.length + certificates.length > 0 && { clientCredentialsInUse: { certificates: certificates.map((sha256) => ({ sha256 })), rsaPublicKeys: named(clientKeys) } },
      ...serverKeys.length > 0 && { serverCredentialsInUse: { rsaPublicKeys: named(serverKeys) } },
    },
    manifest: { url, ...hei && { heiId: hei.id }, apis: accepted.entries.map(({ name, attributes }) => `${name} ${attributes.find((one) => one.name === "version")?.value ?? "?"}`), notes },
  };
};

const read = (body: Uint8Array, notes: Note[]): Manifest | undefined => {
  try {
    const manifest = readDocument(manifestDocument, body);
    if (!manifest.host) notes.push({ level: "warning", text: "The manifest has no host: nothing is imported." });
    return manifest;
  } catch (error) {
    if (!(error instanceof XmlInvalid || error instanceof XmlRefused)) throw error;
    notes.push({ level: "error", text: `The manifest is not valid: ${error.message}` });
    return undefined;
  }
};

interface Key {
  readonly fingerprint: Sha256Hex;
  readonly spki: string;
}

const acceptKeys = (published: readonly string[], role: "client" | "server", notes: Note[]): readonly Key[] =>
  published.flatMap((text) => {
    const spki = text.replace(/\s+/g, "");
    try {
      return [{ fingerprint: fingerprintOf(publicKeyFromSpki(spki)), spki }];
    } catch (error) {
      if (!(error instanceof InvalidPublicKey)) throw error;
      notes.push({ level: "error", text: `A ${role} key is left out: ${error.reason}` });
      return [];
    }
  });

/** Fingerprints of TLS client certificates. The registry of the network no longer lists any (PROTOCOL 2.2); this one does, so that they can be tried. */
const acceptCertificates = (published: readonly string[], notes: Note[]): readonly Sha256Hex[] =>
  published.flatMap((text) => {
    try {
      return [createHash("sha256").update(new X509Certificate(Buffer.from(text, "base64")).raw).digest("hex") as Sha256Hex];
    } catch {
      notes.push({ level: "error", text: "A client certificate is left out: it cannot be read; expected DER in base64." });
      return [];
    }
  });

const isUnclaimed = (fingerprint: string, owner: string, claimed: Map<string, string>, notes: Note[]): boolean => {
  const first = claimed.get(fingerprint) ?? owner;
  claimed.set(fingerprint, first);
  if (first !== owner) notes.push({ level: "error", text: `The client key ${fingerprint} is left out: it belongs to ${first}, and client keys are unique in the network.` });
  return first === owner;
};

const contactOf = ({ adminEmails, adminProvider, adminNotes }: ManifestHost): Pick<Host, "adminEmails" | "adminProvider" | "adminNotes"> =>
  ({ adminEmails, adminProvider, ...adminNotes !== undefined && { adminNotes } });

/** An institution covered by several hosts appears once, with what all of them say (PROTOCOL 2.2). */
const merged = (known: Hei | undefined, more: Hei): Hei => {
  if (!known) return more;
  const unique = <T>(items: readonly T[]): T[] => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  return { id: known.id, otherIds: unique([...known.otherIds, ...more.otherIds]), names: unique([...known.names, ...more.names]) };
};
