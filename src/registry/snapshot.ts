import type { Snapshot } from "./model.js";
import type { ParsedCatalogue } from "./parse/tables/catalogue-tables.js";
import { apiQueries } from "./queries/apis.js";
import { institutionQueries } from "./queries/institutions.js";
import { keyQueries } from "./queries/keys.js";
import { CatalogueRows } from "./queries/rows.js";

/** The look-ups over a parsed catalogue. Only the ids of institutions and keys are indexed; all else stays in the columns. */
export const createSnapshot = (parsed: ParsedCatalogue): Snapshot => {
  const rows = new CatalogueRows(parsed);
  const heiRows = new Map<string, number>();
  rows.tables.heis.id.forEach((id, row) => heiRows.set(rows.text(id), row));
  const rowOfHei = (id: string): number | undefined => heiRows.get(id);
  return Object.freeze({
    sha256: parsed.sha256,
    statistics: parsed.statistics,
    ...keyQueries(rows),
    ...apiQueries(rows, rowOfHei),
    ...institutionQueries(rows, rowOfHei),
  });
};
