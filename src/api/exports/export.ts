import { heiId } from "../../kernel/ids.js";
import { requireScopes } from "../door/authorize.js";
import { badRequest } from "../../kernel/errors.js";
import type { Operation, OperationId, Operations } from "../operation.js";
import { type Cell, cellAt } from "./cells.js";
import { asCsv } from "./csv.js";
import { EXPORTED, type ExportedList } from "./lists.js";
import { asXlsx } from "./xlsx.js";

/** Rows of one file. A workbook is put together in memory. */
const MOST_ROWS = { csv: 100_000, xlsx: 20_000 } as const;
const PAGE = 200;

type Call = Parameters<Operation<"exportList">>[0];
interface Page {
  readonly items: readonly unknown[];
  readonly next?: string;
}
/** What all the listed operations have in common. */
type Lister = (call: Omit<Call, "query"> & { readonly query: Readonly<Record<string, unknown>> }) => Promise<{ readonly body: Page }>;

/** A whole list as a file: the items that the list's own operation shows to this caller, page after page. */
export const exportList = (operations: Pick<Operations, (typeof EXPORTED)[ExportedList]["operation"] & OperationId>): Operation<"exportList"> => async (call) => {
  const { list, format } = call.path;
  const { operation, scope, columns } = EXPORTED[list];
  requireScopes(call.caller, [scope], heiId(call.path.heiId));
  const filter = filterOf(list, call.query);
  const load: Lister = operations[operation] as unknown as Lister;
  const pages = async (cursor?: string): Promise<Page> => (await load({ ...call, query: { ...filter, limit: PAGE, ...(cursor !== undefined && { cursor }) } })).body;
  // What is refused is refused before the file begins.
  const rows = cellsOf(columns, { first: await pages(), pages, most: MOST_ROWS[format] });
  return format === "csv" ? { status: 200, mediaType: "text/csv", fileName: `${list}.csv`, stream: asCsv(columns, rows) } : { status: 200, mediaType: XLSX, fileName: `${list}.xlsx`, bytes: await asXlsx(columns, rows) };
};

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Reading {
  readonly first: Page;
  readonly pages: (cursor: string) => Promise<Page>;
  readonly most: number;
}

/** A file that ends before the list does says so in its last row. */
async function* cellsOf(columns: readonly string[], { first, pages, most }: Reading): AsyncGenerator<readonly Cell[]> {
  let count = 0;
  for (let page = first; ; page = await pages(page.next)) {
    for (const item of page.items) {
      if (count++ === most) return yield [`There are more: a file has ${most} rows at most. Ask for one partner or one academic year at a time.`];
      yield columns.map((path) => cellAt(item, path));
    }
    if (page.next === undefined) return;
  }
}

/** Filters that the list has; what it has not is refused rather than left out of account. */
const filterOf = (list: ExportedList, { partner, academicYear, direction }: Call["query"]): Readonly<Record<string, unknown>> => {
  const refuse = (field: string, problem: string) => badRequest(`query.${field} ${problem}.`, { details: [{ field: `query.${field}`, problem }] });
  if (list === "seats") {
    if (direction === undefined) throw refuse("direction", "is missing");
    if (academicYear === undefined) throw refuse("academicYear", "is missing");
  } else if (direction !== undefined) throw refuse("direction", "is only for seats");
  if (partner !== undefined && list === "partners") throw refuse("partner", "is no filter of this list");
  if (academicYear !== undefined && (list === "partners" || list === "deliveries")) throw refuse("academicYear", "is no filter of this list");
  return { ...(partner !== undefined && { partner }), ...(academicYear !== undefined && { academicYear }), ...(direction !== undefined && { direction }) };
};
