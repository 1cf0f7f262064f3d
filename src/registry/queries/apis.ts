import { heiId } from "../../kernel/ids.js";
import type { ApiEntry, Snapshot } from "../model.js";
import { rowOf } from "../parse/tables/columns.js";
import { highestFirst } from "../versions.js";
import type { CatalogueRows } from "./rows.js";

const byVersion = (a: ApiEntry, b: ApiEntry): number => highestFirst(a.version, b.version);
const byElement = (a: ApiEntry, b: ApiEntry): number => (a.element < b.element ? -1 : a.element > b.element ? 1 : byVersion(a, b));

/** The look-ups that ask for APIs. An entry counts for a HEI only when one host both covers the HEI and holds the entry (PROTOCOL 7 row 10). */
export const apiQueries = (rows: CatalogueRows): Pick<Snapshot, "apiEntries" | "heisWithApi" | "entriesOf" | "apisOf" | "findApi"> => {
  const { apis, entries, heis } = rows.tables;
  const apiRows = new Map<string, number>();
  apis.element.forEach((element, row) => apiRows.set(`${rows.text(element)} ${rows.text(apis.namespace[row] ?? 0)}`, row));
  const apiRow = (namespace: string, element: string): number | undefined => apiRows.get(`${element} ${namespace}`);

  function* rowsOf(id: string): Generator<number> {
    const hei = rows.rowOf(heis.id, id);
    if (hei === undefined) return;
    for (const host of rowOf(heis.hosts, hei)) {
      const { from, to } = rows.entriesOfHost(host);
      for (let row = from; row < to; row++) yield row;
    }
  }
  const atHosts = (hei: string, wanted: (row: number) => boolean): ApiEntry[] => {
    const found: ApiEntry[] = [];
    for (const row of rowsOf(hei)) if (wanted(row)) found.push(rows.entry(row));
    return found;
  };

  return {
    apiEntries: (hei, namespace, element) => {
      const api = apiRow(namespace, element);
      return api === undefined ? [] : atHosts(hei, (row) => entries.api[row] === api).sort(byVersion);
    },
    heisWithApi: (namespace, element) => {
      const api = apiRow(namespace, element);
      if (api === undefined) return [];
      const holds = (host: number): boolean => {
        const { from, to } = rows.entriesOfHost(host);
        return entries.api.subarray(from, to).includes(api);
      };
      return Array.from(heis.id.filter((_, hei) => rowOf(heis.hosts, hei).some(holds)), (id) => heiId(rows.text(id)));
    },
    entriesOf: (hei) => atHosts(hei, () => true).sort(byElement),
    *apisOf(hei) {
      for (const row of rowsOf(hei)) yield `${rows.sharedText(apis.element[entries.api[row] ?? 0] ?? 0)} ${rows.sharedText(entries.version[row] ?? 0)}`;
    },
    findApi: (namespace, element) => {
      const api = apiRow(namespace, element);
      const found: ApiEntry[] = [];
      if (api === undefined) return found;
      for (let row = entries.api.indexOf(api); row >= 0; row = entries.api.indexOf(api, row + 1)) found.push(rows.entry(row));
      return found.sort(byVersion);
    },
  };
};
