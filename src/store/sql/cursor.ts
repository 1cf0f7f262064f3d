import { badRequest } from "../../kernel/errors.js";
import type { Page, PageRequest } from "../../domain/page.js";

/** The position after a row, as text that says nothing to others. */
export const cursorOf = (...position: readonly string[]): string => Buffer.from(JSON.stringify(position)).toString("base64url");

/** Reads a cursor of `parts` texts; undefined for the first page. Throws `EwpError` 400 for anything that we did not make. */
export const readCursor = (page: PageRequest, parts: number): readonly string[] | undefined => {
  if (page.cursor === undefined) return undefined;
  try {
    const position: unknown = JSON.parse(Buffer.from(page.cursor, "base64url").toString());
    if (Array.isArray(position) && position.length === parts && position.every((part) => typeof part === "string" && !part.includes("\0"))) return position;
  } catch {
    // falls through to the refusal
  }
  throw badRequest("The cursor is not one that this list gave; start without a cursor.", { code: "bad-cursor" });
};

/** Reads a cursor that is one row number. */
export const readNumberCursor = (page: PageRequest): string | undefined => {
  const number = readCursor(page, 1)?.[0];
  if (number === undefined || /^\d{1,18}$/.test(number)) return number;
  throw badRequest("The cursor is not one that this list gave; start without a cursor.", { code: "bad-cursor" });
};

/** Cuts `rows`, of which one more than the limit was asked for, to a page. */
export const pageOf = <R, T>(rows: readonly R[], page: PageRequest, map: (row: R) => T, position: (row: R) => string): Page<T> => {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: shown.map(map), ...(rows.length > page.limit && last !== undefined && { next: position(last) }) };
};
