import { badRequest, editConflict, unavailable, type EwpError } from "../../kernel/errors.js";

const sqlState = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;

/** True when a unique rule was broken. */
export const isUniqueViolation = (error: unknown): boolean => sqlState(error) === "23505";

/** What a writer remembers is no longer so: a row is there already, or one that it refers to is gone. */
export const isStaleView = (error: unknown): boolean => ["23505", "23503"].includes(sqlState(error) ?? "");

/** SQLSTATEs of text that PostgreSQL cannot hold: U+0000 and lone surrogates in JSON or text. */
const UNSTORABLE = new Set(["22P05", "22P02", "22021"]);

/** Broken unique rules, and two writers that waited for each other in a circle: one of them comes too late. */
const TOO_LATE = new Set(["23505", "40P01"]);

/** What a caller is told of an error of the database; anything unexpected is thrown on as it is. */
export const refusalOf = (error: unknown): EwpError | undefined => {
  if (TOO_LATE.has(sqlState(error) ?? "")) {
    return editConflict("Another change came first and breaks a rule with this one: load the present state and try again.", "Somebody else changed this meanwhile. Load it again and repeat your change.", { cause: error });
  }
  if (UNSTORABLE.has(sqlState(error) ?? "")) return badRequest("Texts must be valid Unicode without U+0000.", { cause: error });
  return undefined;
};

/** Runs `work` and turns what the database refuses into what a caller is told. */
export const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
};

/** 503: the database cannot be reached (PROTOCOL 4.3: own problems are 5xx). */
export const databaseUnavailable = (cause: unknown): EwpError => unavailable("The database of this node cannot be reached at the moment.", { cause });

/** 503 for trouble of the database itself, whatever it was asked: a lost connection, or no room (class 53: disk, memory, connections). Else undefined. */
export const troubleOf = (error: unknown): EwpError | undefined => {
  if (isConnectionLost(error)) return databaseUnavailable(error);
  return /^53/.test(sqlState(error) ?? "") ? unavailable("The database of this node has no room at the moment.", { cause: error }) : undefined;
};

/** SQLSTATE classes 08 (connection) and 57P (the server ends or starts), errors of the socket, and those of a client that has lost its server. */
export const isConnectionLost = (error: unknown): boolean =>
  /^(08|57P)|^E[A-Z_]+$/.test(sqlState(error) ?? "") || (error instanceof Error && /^Connection terminated|connection error and is not queryable/.test(error.message));
