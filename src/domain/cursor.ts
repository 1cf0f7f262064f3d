import { badRequest } from "../kernel/errors.js";
import type { PageRequest } from "./page.js";

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
  throw badCursor();
};

export const badCursor = () => badRequest("The cursor is not one that this list gave; start without a cursor.", { code: "bad-cursor" });
