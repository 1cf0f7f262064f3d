import { otherIdText, searchText } from "../../search-text.js";
import type { HeiDraft } from "../drafts.js";
import type { Skips } from "../skips.js";
import type { CatalogueTables } from "./catalogue-tables.js";
import { ListColumn, type Lists } from "./columns.js";
import type { StringPool } from "./string-pool.js";

interface HeiTexts {
  /** Pairs: text, language. */
  readonly names: readonly number[];
  /** Pairs: type, value. */
  readonly otherIds: readonly number[];
}

const NO_TEXTS: HeiTexts = { names: [], otherIds: [] };

/** The institutions, by the text number of their id. */
export class HeiRows {
  readonly #texts = new Map<number, HeiTexts>();

  constructor(readonly pool: StringPool, readonly skips: Skips) {}

  /** Ids that the `institutions` section lists. */
  ids(): Iterable<number> {
    return this.#texts.keys();
  }

  add(hei: HeiDraft): void {
    if (hei.id === "") return this.skips.count("hei-without-id", `an institution named "${hei.names[0]?.[0] ?? ""}" has no id`);
    const id = this.pool.intern(hei.id);
    if (this.#texts.has(id)) return this.skips.count("hei-listed-twice", `${hei.id} has several hei elements; the first counts`);
    this.#texts.set(id, {
      names: hei.names.flatMap(([text, lang]) => [this.pool.intern(text), this.pool.intern(lang)]),
      otherIds: hei.otherIds.flatMap(([type, value]) => [this.pool.intern(type), this.pool.add(value)]),
    });
  }

  /** The tables for these ids in this order; `hosts` has a row per id. */
  toTables(ids: readonly number[], hosts: Lists): Pick<CatalogueTables, "heis" | "otherIds"> {
    return { heis: this.#heiTable(ids, hosts), otherIds: this.#otherIdTable(ids) };
  }

  #otherIdTable(ids: readonly number[]): CatalogueTables["otherIds"] {
    const rows = ids.flatMap((id, hei) => {
      const { otherIds } = this.#texts.get(id) ?? NO_TEXTS;
      const texts = otherIds.flatMap((type, place) => (place % 2 === 0 ? [otherIdText(this.pool.text(type), this.pool.text(otherIds[place + 1] ?? 0))] : []));
      return [...new Set(texts)].map((text) => ({ text: this.pool.add(text), hei }));
    });
    rows.sort((a, b) => this.pool.compare(a.text, b.text) || a.hei - b.hei);
    return { text: Uint32Array.from(rows, ({ text }) => text), hei: Uint32Array.from(rows, ({ hei }) => hei) };
  }

  #heiTable(ids: readonly number[], hosts: Lists): CatalogueTables["heis"] {
    const names = new ListColumn();
    const otherIds = new ListColumn();
    const search = new Uint32Array(ids.length);
    ids.forEach((id, row) => {
      const texts = this.#texts.get(id) ?? NO_TEXTS;
      names.push(texts.names);
      otherIds.push(texts.otherIds);
      const nameTexts = texts.names.filter((_, place) => place % 2 === 0).map((name) => this.pool.text(name));
      search[row] = this.pool.add(searchText([this.pool.text(id), ...nameTexts].join("\n")));
    });
    return { id: Uint32Array.from(ids), names: names.toLists(), otherIds: otherIds.toLists(), search, hosts };
  }
}
