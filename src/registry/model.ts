import type { KeyObject } from "node:crypto";
import type { HeiId, Sha256Hex } from "../kernel/ids.js";
import type { LangText } from "../kernel/lang-text.js";
import type { SecurityOptions } from "./security-methods.js";

/** One API of one host, as the catalogue lists it. Security methods are the defaults where the entry names none (PROTOCOL 3.1). */
export interface ApiEntry extends SecurityOptions {
  /** SHA-256 of the catalogue that holds the entry: `host` means something only there. */
  readonly catalogue: Sha256Hex;
  /** Number of the `host` element. */
  readonly host: number;
  /** Namespace of the manifest entry, e.g. `…/ewp-specs-api-iias/blob/stable-v7/manifest-entry.xsd`. */
  readonly namespace: string;
  /** Name of the entry's element, e.g. `iias`. */
  readonly element: string;
  /** `N.N.N`. */
  readonly version: string;
  /** Addresses by the name of their element: `url`, `get-url`, `index-url`, `stats-url`, ... All are https without fragment. */
  readonly urls: Readonly<Record<string, string>>;
  /** Limits by the name of their element: `max-iia-ids`, ... */
  readonly limits: Readonly<Record<string, number>>;
  /** Addresses for trouble with this entry, those of the host where it has none of its own. */
  readonly adminEmails: readonly string[];
  /** Who runs the host: "Provider name (Software)". */
  readonly adminProvider: string | undefined;
}

/** Another identifier of an institution: `pic`, `erasmus`, `erasmus-charter`, `previous-schac`, ... (PROTOCOL 2.1). */
export interface OtherId {
  readonly type: string;
  readonly value: string;
}

/** An institution of the network. A covered HEI that the `institutions` section leaves out has no names. */
export interface CatalogueHei {
  readonly id: HeiId;
  readonly names: readonly LangText[];
  readonly otherIds: readonly OtherId[];
}

/** A key that may sign requests, and in whose name. */
export interface ClientKey {
  /** Lower-case hex SHA-256 of the DER SubjectPublicKeyInfo: the `keyId` of HTTP signatures. */
  readonly fingerprint: Sha256Hex;
  readonly publicKey: KeyObject;
  /** Empty for a host that covers nobody: still a valid caller (PROTOCOL 8 row 2). */
  readonly heiIds: readonly HeiId[];
}

/** A TLS client certificate that may stand for a host, and for whom the host speaks (PROTOCOL 3.9). */
export interface ClientCertificate {
  /** Lower-case hex SHA-256 of the DER certificate. */
  readonly fingerprint: Sha256Hex;
  readonly heiIds: readonly HeiId[];
}

/** Something in the catalogue that was left out because it cannot be used. */
export interface Skipped {
  /** Stable, kebab-case. */
  readonly reason: string;
  readonly count: number;
  /** The first of them, in words. */
  readonly example: string;
}

/** What a catalogue holds. */
export interface CatalogueStatistics {
  readonly hosts: number;
  readonly entries: number;
  readonly heis: number;
  readonly coveredHeis: number;
  readonly clientKeys: number;
  readonly serverKeys: number;
  readonly skipped: readonly Skipped[];
}

/** A search among the institutions. All conditions must hold. */
export interface HeiSearch {
  /** Every word must be part of an id or a name, whatever its case or diacritics. */
  readonly text?: string;
  /** Last label of the SCHAC id: `pl`, `edu`; a rough stand-in for a country, which the catalogue does not tell. */
  readonly topLevelDomain?: string;
  /** Only institutions that some host covers. */
  readonly coveredOnly?: boolean;
  /** Cursor: the last id of the page before. */
  readonly after?: string;
}

/** One catalogue, immutable, with the look-ups of PROTOCOL 2.2 in microseconds. */
export interface Snapshot {
  readonly sha256: Sha256Hex;
  readonly statistics: CatalogueStatistics;
  /** The client key with this `keyId`. Keys listed only as server keys are none (PROTOCOL 8 row 1). */
  clientKey(keyId: string): ClientKey | undefined;
  /** The client certificate with this fingerprint; undefined for one that no host uses. */
  clientCertificate(fingerprint: string): ClientCertificate | undefined;
  /**
   * The public key `keyId` if the **same host element** that holds `entry` lists it as a server key, else undefined
   * (PROTOCOL 7 row 11). An entry of another catalogue has no keys here: ask the snapshot that gave the entry.
   */
  serverKey(entry: ApiEntry, keyId: string): KeyObject | undefined;
  /** All server keys of the host that holds `entry`, by fingerprint; none for an entry of another catalogue. */
  serverKeys(entry: ApiEntry): readonly KeyObject[];
  /** Entries of one API at hosts that cover the HEI, the highest version first. */
  apiEntries(heiId: string, namespace: string, element: string): readonly ApiEntry[];
  /** Ids of the institutions with `apiEntries`, sorted; a pass over the whole catalogue. */
  heisWithApi(namespace: string, element: string): readonly HeiId[];
  /** All entries at hosts that cover the HEI, by element, the highest version first. */
  entriesOf(heiId: string): readonly ApiEntry[];
  /** The same as `entriesOf`, as texts such as `iias 7.0.0`: for comparing whole catalogues. */
  apisOf(heiId: string): Iterable<string>;
  /** Entries of one API at any host, the highest version first: for APIs of the network itself, such as monitoring. */
  findApi(namespace: string, element: string): readonly ApiEntry[];
  hei(heiId: string): CatalogueHei | undefined;
  /** Institutions that match, sorted by id (by its UTF-8 bytes, so that cursors are stable). */
  heis(search?: HeiSearch): Iterable<CatalogueHei>;
  /** Institutions with this other id, trimmed and whatever its case. More than one is a conflict in the catalogue. */
  heisByOtherId(type: string, value: string): readonly CatalogueHei[];
  /** Ids of the institutions that some host covers, sorted. */
  coveredHeis(): readonly HeiId[];
  /** Fingerprints of all usable client keys. */
  clientKeyIds(): Iterable<Sha256Hex>;
}
