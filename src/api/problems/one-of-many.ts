import type { EwpError } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import type { Schema } from "../operation.js";
import { ofEwpError } from "./ewp-error.js";

/** Why one of many was refused, inside an answer about all of them. */
export const presentRefusal = (error: EwpError): Schema<"Refusal"> => {
  const { type, status, detail, userMessages, errors } = ofEwpError(error).problem;
  return { type, status, detail, ...given({ userMessages, errors }) };
};
