import { badCursor, readCursor } from "../../domain/cursor.js";
import type { Page, PageRequest } from "../../domain/page.js";

export { cursorOf, readCursor } from "../../domain/cursor.js";

/** Reads a cursor that is one row number. */
export const readNumberCursor = (page: PageRequest): string | undefined => {
  const number = readCursor(page, 1)?.[0];
  if (number === undefined || /^\d{1,18}$/.test(number)) return number;
  throw badCursor();
};

/** Cuts `rows`, of which one more than the limit was asked for, to a page. */
export const pageOf = <R, T>(rows: readonly R[], page: PageRequest, map: (row: R) => T, position: (row: R) => string): Page<T> => {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: shown.map(map), ...(rows.length > page.limit && last !== undefined && { next: position(last) }) };
};
