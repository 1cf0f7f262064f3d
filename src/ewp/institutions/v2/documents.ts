import { document, type DocumentOf, many, one, optional, struct, type ValueOf } from "../../../xml/schema.js";
import { asciiId, heiId, https, string } from "../../../xml/scalars.js";
import { addresses } from "../../../xml/types/address.js";
import { langText, urlLang } from "../../../xml/types/common.js";
import { contacts } from "../../../xml/types/contact.js";
import { otherHeiId } from "../../../xml/types/other-hei-id.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-institutions/tree/stable-v2";

const hei = struct(SPEC, {
  heiId: one("hei-id", heiId),
  otherIds: many("other-id", otherHeiId),
  names: many("name", langText, { min: 1 }),
  abbreviation: optional("abbreviation", string),
  ...addresses,
  websiteUrls: many("website-url", urlLang),
  logoUrl: optional("logo-url", https),
  mobilityFactsheetUrls: many("mobility-factsheet-url", urlLang),
  courseCatalogueUrls: many("course-catalogue-url", urlLang),
  contacts,
  rootOunitId: optional("root-ounit-id", asciiId),
  ounitIds: many("ounit-id", asciiId),
});
export type InstitutionsHei = ValueOf<typeof hei>;

/** PROTOCOL 5.3. */
export const institutionsResponse = document(SPEC, "institutions-response", { heis: many("hei", hei) });
export type InstitutionsResponse = DocumentOf<typeof institutionsResponse>;
