import type { SheetData } from "write-excel-file/node";
import type { Cell } from "./cells.js";

/** Characters of one cell, at most, as Excel has it. */
const LONGEST = 32_767;

/** Rows as a workbook with one sheet. Texts are texts there, whatever they begin with. */
export const asXlsx = async (columns: readonly string[], rows: AsyncIterable<readonly Cell[]>): Promise<Uint8Array> => {
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  const sheet: SheetData = [columns.map((value) => ({ value, type: String, fontWeight: "bold" as const }))];
  for await (const row of rows) sheet.push(row.map(toCell));
  return writeXlsxFile(sheet).toBuffer();
};

const toCell = (cell: Cell) => {
  if (cell === undefined) return null;
  if (typeof cell === "number") return { value: cell, type: Number };
  return typeof cell === "boolean" ? { value: cell, type: Boolean } : { value: writable(cell), type: String };
};

/** XML carries no control characters. */
const writable = (text: string): string => text.replace(/[^\t\n\r\u0020-\uFFFD]/g, "\uFFFD").slice(0, LONGEST);
