import type { Institution } from "../../../domain/institutions/model.js";
import type { HeiId } from "../../../kernel/ids.js";
import { given } from "../../../kernel/given.js";
import type { LangText } from "../../../kernel/lang-text.js";
import { toWireAddresses, toWireContact, toWireUrl } from "../../common/contact.js";
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
