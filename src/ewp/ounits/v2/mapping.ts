import type { Ounit } from "../../../domain/institutions/model.js";
import { given } from "../../../kernel/given.js";
import { toWireAddresses, toWireContact, toWireUrl } from "../../common/contact.js";
import type { OunitsOunit } from "./documents.js";

/** A unit as partners read it (PROTOCOL 5.4). */
export const toWireOunit = (ounit: Ounit): OunitsOunit => ({
  ounitId: ounit.id,
  ounitCode: ounit.code,
  names: ounit.names,
  ...given({ abbreviation: ounit.abbreviation, parentOunitId: ounit.parentId, logoUrl: ounit.logoUrl }),
  ...toWireAddresses(ounit),
  websiteUrls: ounit.websiteUrls.map(toWireUrl),
  mobilityFactsheetUrls: ounit.factsheetUrls.map(toWireUrl),
  contacts: ounit.contacts.map(toWireContact),
});
