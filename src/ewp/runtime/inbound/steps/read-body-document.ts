import { badRequest } from "../../../../kernel/errors.js";
import type { HeaderMap } from "../../../../security/header-map.js";
import { XmlInvalid, XmlRefused } from "../../../../xml/errors.js";
import { readDocument } from "../../../../xml/read.js";
import type { Document, Fields } from "../../../../xml/schema.js";
import { checkMediaType } from "./media-type.js";

/**
 * The document of an update request (PROTOCOL 4.4). UTF-8 needs no charset in the content type (PROTOCOL 8 row 14); what the XML itself
 * declares counts. Unknown elements are skipped (PROTOCOL 4.2). Refuses other media types with 415, and with 400 what is no such document.
 */
export const readBodyDocument = (document: Document<Fields>, headers: HeaderMap, body: Uint8Array): { readonly body: unknown; readonly quirks: readonly string[] } => {
  checkMediaType(headers, ["text/xml", "application/xml"]);
  const quirks = new Set<string>();
  try {
    return { body: readDocument(document, body, { onQuirk: ({ name }) => quirks.add(name) }), quirks: [...quirks] };
  } catch (error) {
    if (error instanceof XmlRefused) throw badRequest(`The body is no acceptable XML: ${error.message.replace(/\.$/, "")}.`, { cause: error, code: "invalid-xml" });
    if (error instanceof XmlInvalid) throw badRequest(`The body is no valid ${document.root}: ${error.message}.`, { cause: error, code: "invalid-document" });
    throw error;
  }
};
