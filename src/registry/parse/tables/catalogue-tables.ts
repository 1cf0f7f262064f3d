import type { Sha256Hex } from "../../../kernel/ids.js";
import type { CatalogueStatistics } from "../../model.js";
import type { Lists } from "./columns.js";
import type { Strings } from "./string-pool.js";

/**
 * A catalogue as columns; who changes what they hold raises FORMAT in tables-file.ts. Texts are numbers of `strings`; hosts, entries, HEIs and keys are row numbers.
 * "Pairs" are rows of two numbers after each other. What is looked up is sorted by the UTF-8 bytes of its text, so that the
 * thread that asks has no index to build.
 */
export interface CatalogueTables {
  readonly strings: Strings;
  readonly hosts: {
    readonly provider: Uint32Array;
    readonly emails: Lists;
    /** Entries of host `h`: `entryStarts[h]` up to `entryStarts[h + 1]`. */
    readonly entryStarts: Uint32Array;
    readonly heis: Lists;
    readonly serverKeys: Lists;
  };
  readonly entries: {
    readonly host: Uint32Array;
    /** Row of `apis`. */
    readonly api: Uint32Array;
    readonly version: Uint32Array;
    /** Bits of security-methods.ts, defaults filled in. */
    readonly security: Uint32Array;
    /** Pairs: name, address. */
    readonly urls: Lists;
    /** Pairs: name, the limit itself. */
    readonly limits: Lists;
    readonly emails: Lists;
  };
  /** The distinct APIs. */
  readonly apis: { readonly namespace: Uint32Array; readonly element: Uint32Array };
  /** Sorted by id. */
  readonly heis: {
    readonly id: Uint32Array;
    /** Pairs: text, language (string 0: none). */
    readonly names: Lists;
    /** Pairs: type, value. */
    readonly otherIds: Lists;
    /** Id and names as search-text.ts folds them. */
    readonly search: Uint32Array;
    readonly hosts: Lists;
  };
  /** Every other id as search-text.ts folds it, sorted, with the row of its HEI. */
  readonly otherIds: { readonly text: Uint32Array; readonly hei: Uint32Array };
  /** Usable keys only: RSA, long enough, and what their fingerprint says. Sorted by fingerprint. */
  readonly keys: {
    readonly fingerprint: Uint32Array;
    /** DER SubjectPublicKeyInfo of key `k`: `der[derStarts[k]]` up to `der[derStarts[k + 1]]`. */
    readonly der: Uint8Array;
    readonly derStarts: Uint32Array;
    /** Hosts that use it as a client key; none for a key that is only a server key. */
    readonly clientHosts: Lists;
  };
  /** TLS client certificates, sorted by fingerprint, with the hosts that use them. The catalogue has no bodies of them. */
  readonly certificates: { readonly fingerprint: Uint32Array; readonly hosts: Lists };
}

/** What reading a catalogue gives. */
export interface ParsedCatalogue {
  /** SHA-256 of the XML, after any content coding is undone. */
  readonly sha256: Sha256Hex;
  readonly bytes: number;
  readonly tables: CatalogueTables;
  readonly statistics: CatalogueStatistics;
}

/** Bounds of one reading. */
export interface ParseLimits {
  /** Largest size of the XML in bytes. */
  readonly maxBytes: number;
}
