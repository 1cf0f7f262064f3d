import type { RequestHandler } from "express";
import { badRequest } from "../../kernel/errors.js";

/** Refuses U+0000 in path and query: no id and no search word has it, and the database takes no text with it. */
export const readableAddress: RequestHandler = (request, _response, next) => {
  if (request.originalUrl.includes("%00")) throw badRequest("The address holds U+0000 (%00), which no id and no search word has.");
  next();
};
