import { entryProblem, type EntryDraft } from "../drafts.js";
import { withDefaults } from "../../security-methods.js";
import type { Skips } from "../skips.js";
import type { CatalogueTables } from "./catalogue-tables.js";
import { ListColumn, NumberColumn } from "./columns.js";
import type { StringPool } from "./string-pool.js";

/** The API entries that can be used, in the order of the document, and the distinct APIs among them. */
export class EntryRows {
  readonly #entries = {
    host: new NumberColumn(), api: new NumberColumn(), version: new NumberColumn(), security: new NumberColumn(),
    urls: new ListColumn(), limits: new ListColumn(), emails: new ListColumn(),
  };
  readonly #apis = { namespace: new NumberColumn(), element: new NumberColumn() };
  /** By namespace, then by element. */
  readonly #apiRows = new Map<string, Map<string, number>>();

  constructor(readonly pool: StringPool, readonly skips: Skips) {}

  get length(): number {
    return this.#entries.host.length;
  }

  add(entry: EntryDraft, host: number): void {
    const problem = entryProblem(entry);
    if (problem) return this.skips.count(problem.reason, `host ${host + 1}: ${problem.text}`);
    const { pool } = this;
    const rows = this.#entries;
    rows.host.push(host);
    rows.api.push(this.#apiRow(entry));
    rows.version.push(pool.intern(entry.version));
    rows.security.push(withDefaults(entry.security));
    for (const [name, url] of entry.urls) {
      rows.urls.add(pool.intern(name));
      rows.urls.add(pool.add(url));
    }
    for (const [name, limit] of entry.limits) {
      rows.limits.add(pool.intern(name));
      rows.limits.add(Number(limit));
    }
    for (const email of entry.emails) rows.emails.add(pool.intern(email));
    for (const list of [rows.urls, rows.limits, rows.emails]) list.endRow();
  }

  toTables(): Pick<CatalogueTables, "entries" | "apis"> {
    const { host, api, version, security, urls, limits, emails } = this.#entries;
    return {
      entries: {
        host: host.toArray(), api: api.toArray(), version: version.toArray(), security: security.toArray(),
        urls: urls.toLists(), limits: limits.toLists(), emails: emails.toLists(),
      },
      apis: { namespace: this.#apis.namespace.toArray(), element: this.#apis.element.toArray() },
    };
  }

  #apiRow({ namespace, element }: EntryDraft): number {
    const known = this.#apiRows.get(namespace)?.get(element);
    if (known !== undefined) return known;
    const row = this.#apis.element.length;
    this.#apis.element.push(this.pool.intern(element));
    this.#apis.namespace.push(this.pool.intern(namespace));
    const ofNamespace = this.#apiRows.get(namespace) ?? new Map<string, number>();
    this.#apiRows.set(namespace, ofNamespace.set(element, row));
    return row;
  }
}
