import { isSha256Hex } from "../../../kernel/ids.js";
import type { CatalogueStatistics } from "../../model.js";
import type { EntryDraft, HeiDraft, HostDraft } from "../drafts.js";
import type { CatalogueReceiver } from "../grammar.js";
import type { Skips } from "../skips.js";
import type { CatalogueTables } from "./catalogue-tables.js";
import { inverse, ListColumn, NumberColumn, type Lists } from "./columns.js";
import { EntryRows } from "./entry-rows.js";
import { HeiRows } from "./hei-rows.js";
import { KeyRows } from "./key-rows.js";
import { StringPool } from "./string-pool.js";

/** Rows of text numbers, one row per host. */
type HostLists = number[][];

/** `lists` with row numbers in place of the text numbers; what has no row is left out. */
const relation = (lists: HostLists, ids: readonly number[]): Lists => {
  const rows = new Map(ids.map((id, row) => [id, row]));
  const column = new ListColumn();
  for (const list of lists) {
    for (const id of list) {
      const row = rows.get(id);
      if (row !== undefined) column.add(row);
    }
    column.endRow();
  }
  return column.toLists();
};

/** Turns what the grammar finds into columns. */
export class CatalogueBuilder implements CatalogueReceiver {
  readonly #pool = new StringPool();
  readonly #entries: EntryRows;
  readonly #heis: HeiRows;
  readonly #keys: KeyRows;
  readonly #provider = new NumberColumn();
  readonly #emails = new ListColumn();
  readonly #entryStarts = new NumberColumn();
  readonly #covered: HostLists = [];
  readonly #clientKeys: HostLists = [];
  readonly #certificates: HostLists = [];
  readonly #serverKeys: HostLists = [];

  constructor(readonly skips: Skips) {
    this.#entries = new EntryRows(this.#pool, skips);
    this.#heis = new HeiRows(this.#pool, skips);
    this.#keys = new KeyRows(this.#pool, skips);
    this.#entryStarts.push(0);
  }

  get hosts(): number {
    return this.#provider.length;
  }

  entry(entry: EntryDraft): void {
    this.#entries.add(entry, this.hosts);
  }

  host(host: HostDraft): void {
    this.#covered.push(this.#distinct(host.heiIds.filter((id) => id !== "")));
    this.#clientKeys.push(this.#references(host.clientKeys));
    this.#certificates.push(this.#references(host.certificates, "certificate"));
    this.#serverKeys.push(this.#references(host.serverKeys));
    this.#emails.push(this.#distinct(host.emails));
    this.#entryStarts.push(this.#entries.length);
    this.#provider.push(this.#pool.intern(host.provider));
  }

  hei(hei: HeiDraft): void {
    this.#heis.add(hei);
  }

  key(fingerprint: string, base64: string): void {
    this.#keys.add(fingerprint, base64);
  }

  finish(): { readonly tables: CatalogueTables; readonly statistics: CatalogueStatistics } {
    this.#keys.countMissing([...this.#clientKeys.flat(), ...this.#serverKeys.flat()]);
    const heiIds = this.#sorted([...this.#heis.ids(), ...this.#covered.flat()]);
    const keyIds = this.#sorted(this.#keys.ids());
    const heis = relation(this.#covered, heiIds);
    const clientHosts = inverse(relation(this.#clientKeys, keyIds), keyIds.length);
    const certificateIds = this.#sorted(this.#certificates.flat());
    const certificates = { fingerprint: Uint32Array.from(certificateIds), hosts: inverse(relation(this.#certificates, certificateIds), certificateIds.length) };
    const serverKeys = relation(this.#serverKeys, keyIds);
    const hosts = { provider: this.#provider.toArray(), emails: this.#emails.toLists(), entryStarts: this.#entryStarts.toArray(), heis, serverKeys };
    const institutions = this.#heis.toTables(heiIds, inverse(heis, heiIds.length));
    const keys = this.#keys.toTable(keyIds, clientHosts);
    const tables = { hosts, ...institutions, keys, certificates, ...this.#entries.toTables(), strings: this.#pool.toStrings() };
    return { tables, statistics: this.#statistics(tables) };
  }

  #statistics({ heis, hosts, keys }: CatalogueTables): CatalogueStatistics {
    const usedRows = ({ starts }: Lists): number => starts.reduce((count, start, row) => (row > 0 && start > (starts[row - 1] ?? 0) ? count + 1 : count), 0);
    return {
      hosts: this.hosts, entries: this.#entries.length, heis: heis.id.length, coveredHeis: usedRows(heis.hosts),
      clientKeys: usedRows(keys.clientHosts), serverKeys: new Set(hosts.serverKeys.values).size, skipped: this.skips.toList(),
    };
  }

  #sorted(ids: Iterable<number>): number[] {
    return [...new Set(ids)].sort((a, b) => this.#pool.compare(a, b));
  }

  #distinct(texts: readonly string[]): number[] {
    return [...new Set(texts.map((text) => this.#pool.intern(text)))];
  }

  #references(fingerprints: readonly string[], what = "key"): number[] {
    const wellFormed = fingerprints.filter((fingerprint) => {
      if (isSha256Hex(fingerprint)) return true;
      this.skips.count("key-reference", `host ${this.hosts + 1} names the ${what} "${fingerprint}", which is no lower-case hex SHA-256`);
      return false;
    });
    return this.#distinct(wellFormed);
  }
}
