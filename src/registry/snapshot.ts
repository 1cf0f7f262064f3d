import type { Snapshot } from "./model.js";
import type { ParsedCatalogue } from "./parse/tables/catalogue-tables.js";
import { apiQueries } from "./queries/apis.js";
import { institutionQueries } from "./queries/institutions.js";
import { keyQueries } from "./queries/keys.js";
import { CatalogueRows } from "./queries/rows.js";

/** The look-ups over a parsed catalogue. Making one takes no time: everything stays in the columns. */
export const createSnapshot = ({ sha256, statistics, tables }: ParsedCatalogue): Snapshot => {
  const rows = new CatalogueRows({ sha256, tables });
  return Object.freeze({ sha256, statistics, ...keyQueries(rows), ...apiQueries(rows), ...institutionQueries(rows) });
};
