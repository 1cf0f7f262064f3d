import { heiId, type Sha256Hex } from "../../kernel/ids.js";
import type { LangText } from "../../kernel/lang-text.js";
import type { ApiEntry, CatalogueHei, OtherId } from "../model.js";
import { rowOf } from "../parse/tables/columns.js";
import type { CatalogueTables, ParsedCatalogue } from "../parse/tables/catalogue-tables.js";
import { securityOptions } from "../security-methods.js";

const pairsOf = <T>(pairs: Uint32Array, make: (first: number, second: number) => T): T[] => {
  const made: T[] = [];
  for (let i = 0; i < pairs.length; i += 2) made.push(make(pairs[i] ?? 0, pairs[i + 1] ?? 0));
  return made;
};

/** Makes objects from the rows of a catalogue when they are asked for. Kept are only the few texts that most entries share. */
export class CatalogueRows {
  readonly sha256: Sha256Hex;
  readonly tables: CatalogueTables;
  readonly #bytes: Buffer;
  readonly #shared = new Map<number, string>();

  constructor({ sha256, tables }: Pick<ParsedCatalogue, "sha256" | "tables">) {
    this.sha256 = sha256;
    this.tables = tables;
    const { buffer, byteOffset, byteLength } = tables.strings.bytes;
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
  }

  text(id: number): string {
    const { starts } = this.tables.strings;
    return this.#bytes.toString("utf8", starts[id] ?? 0, starts[id + 1] ?? 0);
  }

  /** A text that many rows name: namespaces, versions, names of elements. */
  sharedText(id: number): string {
    const known = this.#shared.get(id);
    if (known !== undefined) return known;
    const text = this.text(id);
    this.#shared.set(id, text);
    return text;
  }

  /** First row of a sorted column whose text is not before `text`; the length of the column when there is none. */
  firstFrom(column: Uint32Array, text: string): number {
    const { starts } = this.tables.strings;
    const wanted = Buffer.from(text, "utf8");
    let low = 0;
    let high = column.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const id = column[middle] ?? 0;
      if (this.#bytes.compare(wanted, 0, wanted.length, starts[id], starts[id + 1]) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Row of `text` in a sorted column, or undefined. */
  rowOf(column: Uint32Array, text: string): number | undefined {
    const row = this.firstFrom(column, text);
    return row < column.length && this.text(column[row] ?? 0) === text ? row : undefined;
  }

  entry(row: number): ApiEntry {
    const { entries, apis, hosts } = this.tables;
    const host = entries.host[row] ?? 0;
    const api = entries.api[row] ?? 0;
    const emails = rowOf(entries.emails, row);
    return {
      catalogue: this.sha256,
      host,
      namespace: this.sharedText(apis.namespace[api] ?? 0),
      element: this.sharedText(apis.element[api] ?? 0),
      version: this.sharedText(entries.version[row] ?? 0),
      urls: this.#record(rowOf(entries.urls, row), (value) => this.text(value)),
      limits: this.#record(rowOf(entries.limits, row), (value) => value),
      ...securityOptions(entries.security[row] ?? 0),
      adminEmails: this.#texts(emails.length > 0 ? emails : rowOf(hosts.emails, host)),
      adminProvider: this.sharedText(hosts.provider[host] ?? 0) || undefined,
    };
  }

  /** Rows of the entries of one host. */
  entriesOfHost(host: number): { readonly from: number; readonly to: number } {
    const { entryStarts } = this.tables.hosts;
    return { from: entryStarts[host] ?? 0, to: entryStarts[host + 1] ?? 0 };
  }

  hei(row: number): CatalogueHei {
    const { heis } = this.tables;
    return {
      id: heiId(this.text(heis.id[row] ?? 0)),
      names: pairsOf(rowOf(heis.names, row), (text, lang): LangText => (lang ? { text: this.text(text), lang: this.sharedText(lang) } : { text: this.text(text) })),
      otherIds: this.otherIds(row),
    };
  }

  otherIds(row: number): OtherId[] {
    return pairsOf(rowOf(this.tables.heis.otherIds, row), (type, value) => ({ type: this.sharedText(type), value: this.text(value) }));
  }

  #texts(ids: Uint32Array): string[] {
    return Array.from(ids, (id) => this.sharedText(id));
  }

  #record<T>(pairs: Uint32Array, value: (raw: number) => T): Record<string, T> {
    const record: Record<string, T> = {};
    for (let i = 0; i < pairs.length; i += 2) record[this.sharedText(pairs[i] ?? 0)] = value(pairs[i + 1] ?? 0);
    return record;
  }
}
