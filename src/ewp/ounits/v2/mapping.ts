import type { Ounit, PublishedOunit } from "../../../domain/institutions/model.js";
import type { HeiId } from "../../../kernel/ids.js";
import { given } from "../../../kernel/given.js";
import { fromWireAddresses, fromWireContact, fromWireUrl, toWireAddresses, toWireContact, toWireUrl } from "../../common/contact.js";
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

/** A unit that a partner publishes. */
export const fromWireOunit = (heiId: HeiId, ounit: OunitsOunit): PublishedOunit => ({
  heiId,
  id: ounit.ounitId,
  code: ounit.ounitCode,
  names: ounit.names,
  ...given({ abbreviation: ounit.abbreviation, parentId: ounit.parentOunitId, logoUrl: ounit.logoUrl }),
  ...fromWireAddresses(ounit),
  websiteUrls: ounit.websiteUrls.map(fromWireUrl),
  factsheetUrls: ounit.mobilityFactsheetUrls.map(fromWireUrl),
  contacts: ounit.contacts.map(fromWireContact),
});
