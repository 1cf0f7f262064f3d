import { heiId } from "../../kernel/ids.js";
import type { CatalogueHei, HeiSearch, Snapshot } from "../model.js";
import { rowOf } from "../parse/tables/columns.js";
import { otherIdText, searchText } from "../search-text.js";
import type { CatalogueRows } from "./rows.js";

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

/** The look-ups that ask for institutions. */
export const institutionQueries = (rows: CatalogueRows): Pick<Snapshot, "hei" | "heis" | "heisByOtherId" | "coveredHeis"> => {
  const { heis, otherIds } = rows.tables;
  const isCovered = (_: number, row: number): boolean => rowOf(heis.hosts, row).length > 0;
  return {
    hei: (id) => {
      const row = rows.rowOf(heis.id, id);
      return row === undefined ? undefined : rows.hei(row);
    },
    *heis(search: HeiSearch = {}): Iterable<CatalogueHei> {
      const matches = matcher(rows, search);
      // The first id after the cursor is the first one from the cursor with the least possible character behind it.
      const first = search.after === undefined ? 0 : rows.firstFrom(heis.id, `${search.after}\0`);
      for (let row = first; row < heis.id.length; row++) if (matches(row)) yield rows.hei(row);
    },
    heisByOtherId: (type, value) => {
      const text = otherIdText(type, value);
      const found: CatalogueHei[] = [];
      for (let row = rows.rowOf(otherIds.text, text) ?? otherIds.text.length; rows.text(otherIds.text[row] ?? 0) === text; row++) found.push(rows.hei(otherIds.hei[row] ?? 0));
      return found;
    },
    coveredHeis: () => Array.from(heis.id.filter(isCovered), (id) => heiId(rows.text(id))),
  };
};
