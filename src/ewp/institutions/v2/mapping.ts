import type { Institution, PublishedInstitution } from "../../../domain/institutions/model.js";
import type { HeiId } from "../../../kernel/ids.js";
import { given } from "../../../kernel/given.js";
import type { LangText } from "../../../kernel/lang-text.js";
import { fromWireAddresses, fromWireContact, fromWireUrl, toWireAddresses, toWireContact, toWireUrl } from "../../common/contact.js";
import type { InstitutionsHei } from "./documents.js";

/** An institution that this node serves, with all units it shows (PROTOCOL 5.3). */
export const toWireHei = (institution: Institution, ounitIds: readonly string[]): InstitutionsHei => ({
  heiId: institution.heiId,
  otherIds: institution.otherIds.map(({ type, value }) => ({ type, text: value })),
  names: institution.names,
  ...given({ abbreviation: institution.abbreviation, logoUrl: institution.logoUrl, rootOunitId: institution.rootOunitId }),
  ...toWireAddresses(institution),
  websiteUrls: institution.websiteUrls.map(toWireUrl),
  mobilityFactsheetUrls: institution.factsheetUrls.map(toWireUrl),
  courseCatalogueUrls: institution.courseCatalogueUrls.map(toWireUrl),
  contacts: institution.contacts.map(toWireContact),
  ounitIds,
});

/** An institution that we only know from the catalogue: its name is what we can say. */
export const toKnownHei = (heiId: HeiId, names: readonly LangText[]): InstitutionsHei => ({
  heiId, names, otherIds: [], websiteUrls: [], mobilityFactsheetUrls: [], courseCatalogueUrls: [], contacts: [], ounitIds: [],
});

/** What a partner publishes of itself. */
export const fromWireHei = (hei: InstitutionsHei): PublishedInstitution => ({
  heiId: hei.heiId,
  otherIds: hei.otherIds.map(({ type, text }) => ({ type, value: text })),
  names: hei.names,
  ...given({ abbreviation: hei.abbreviation, logoUrl: hei.logoUrl, rootOunitId: hei.rootOunitId }),
  ...fromWireAddresses(hei),
  websiteUrls: hei.websiteUrls.map(fromWireUrl),
  factsheetUrls: hei.mobilityFactsheetUrls.map(fromWireUrl),
  courseCatalogueUrls: hei.courseCatalogueUrls.map(fromWireUrl),
  contacts: hei.contacts.map(fromWireContact),
  ounitIds: hei.ounitIds,
});
