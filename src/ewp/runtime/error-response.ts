import { document, type DocumentOf, many, one } from "../../xml/schema.js";
import { string } from "../../xml/scalars.js";
import { langText } from "../../xml/types/common.js";
import { EWP_NS } from "../../xml/types/namespaces.js";

/** Body of every refusal (PROTOCOL 1.7, 4.3). */
export const errorResponse = document(EWP_NS, "error-response", {
  developerMessage: one("developer-message", string),
  userMessages: many("user-message", langText),
});
export type ErrorResponse = DocumentOf<typeof errorResponse>;
