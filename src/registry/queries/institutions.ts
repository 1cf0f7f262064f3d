import { heiId, type HeiId } from "../../kernel/ids.js";
import type { CatalogueHei, HeiSearch, Snapshot } from "../model.js";
import { rowOf } from "../parse/tables/columns.js";
import { searchText } from "../search-text.js";
import type { CatalogueRows } from "./rows.js";

/** `euc` is a deprecated name of `erasmus-charter` (PROTOCOL 2.1). */
const sameType = (type: string): string => (type === "euc" ? "erasmus-charter" : type);
const otherIdKey = (type: string, value: string): string => `${sameType(type.trim())}\n${value.trim().toLowerCase()}`;

/** Row of the first id after `cursor`; ids are sorted by code units. */
const rowAfter = (rows: CatalogueRows, cursor: string): number => {
  const { id } = rows.tables.heis;
  let low = 0;
  let high = id.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.text(id[middle] ?? 0) <= cursor) low = middle + 1;
    else high = middle;
  }
  return low;
};

const otherIdIndex = (rows: CatalogueRows): Map<string, number[]> => {
  const index = new Map<string, number[]>();
  for (let row = 0; row < rows.tables.heis.id.length; row++) {
    const keys = new Set(rows.otherIds(row).map(({ type, value }) => otherIdKey(type, value)));
    for (const key of keys) {
      const known = index.get(key);
      if (known) known.push(row);
      else index.set(key, [row]);
    }
  }
  return index;
};

/** True when the HEI of a row passes the search, the cursor aside. */
const matcher = (rows: CatalogueRows, { text, topLevelDomain, coveredOnly }: HeiSearch): ((row: number) => boolean) => {
  const words = searchText(text ?? "").split(/\s+/).filter((word) => word !== "");
  const ending = topLevelDomain ? `.${topLevelDomain.toLowerCase()}` : "";
  const { heis } = rows.tables;
  return (row) => {
    if (coveredOnly && rowOf(heis.hosts, row).length === 0) return false;
    if (ending && !rows.text(heis.id[row] ?? 0).toLowerCase().endsWith(ending)) return false;
    if (words.length === 0) return true;
    const searched = rows.text(heis.search[row] ?? 0);
    return words.every((word) => searched.includes(word));
  };
};

/** The look-ups that ask for institutions. `rowOfHei` gives the row of an id. */
export const institutionQueries = (
  rows: CatalogueRows, rowOfHei: (id: string) => number | undefined,
): Pick<Snapshot, "hei" | "heis" | "heisByOtherId" | "coveredHeis"> => {
  const { heis } = rows.tables;
  let byOtherId: Map<string, number[]> | undefined;
  let covered: readonly HeiId[] | undefined;
  const isCovered = (_: number, row: number): boolean => rowOf(heis.hosts, row).length > 0;
  return {
    hei: (id) => {
      const row = rowOfHei(id);
      return row === undefined ? undefined : rows.hei(row);
    },
    *heis(search: HeiSearch = {}): Iterable<CatalogueHei> {
      const matches = matcher(rows, search);
      for (let row = search.after === undefined ? 0 : rowAfter(rows, search.after); row < heis.id.length; row++) if (matches(row)) yield rows.hei(row);
    },
    heisByOtherId: (type, value) => {
      byOtherId ??= otherIdIndex(rows);
      return (byOtherId.get(otherIdKey(type, value)) ?? []).map((row) => rows.hei(row));
    },
    coveredHeis: () => (covered ??= Object.freeze(Array.from(heis.id.filter(isCovered), (id) => heiId(rows.text(id))))),
  };
};
