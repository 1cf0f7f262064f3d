import { document, type DocumentOf, many, one, optional, struct, type ValueOf } from "../../../xml/schema.js";
import { asciiId, https, string } from "../../../xml/scalars.js";
import { addresses } from "../../../xml/types/address.js";
import { langText, urlLang } from "../../../xml/types/common.js";
import { contacts } from "../../../xml/types/contact.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-ounits/tree/stable-v2";

const ounit = struct(SPEC, {
  ounitId: one("ounit-id", asciiId),
  ounitCode: one("ounit-code", string),
  names: many("name", langText, { min: 1 }),
  abbreviation: optional("abbreviation", string),
  parentOunitId: optional("parent-ounit-id", asciiId),
  ...addresses,
  websiteUrls: many("website-url", urlLang),
  logoUrl: optional("logo-url", https),
  mobilityFactsheetUrls: many("mobility-factsheet-url", urlLang),
  contacts,
});
export type OunitsOunit = ValueOf<typeof ounit>;

/** PROTOCOL 5.4. */
export const ounitsResponse = document(SPEC, "ounits-response", { ounits: many("ounit", ounit) });
export type OunitsResponse = DocumentOf<typeof ounitsResponse>;
