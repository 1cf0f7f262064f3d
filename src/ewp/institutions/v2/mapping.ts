import type { Institution, PublishedInstitution } from "../../../domain/institutions/model.js";
import type { HeiId } from "../../../kernel/ids.js";
import { given } from "../../../kernel/given.js";
import type { LangText } from "../../../kernel/lang-text.js";
import { fromWireProfile, fromWireUrl, toWireProfile, toWireUrl } from "../../common/contact.js";
import type { InstitutionsHei } from "./documents.js";

/** An institution that this node serves, with all units it shows (PROTOCOL 5.3). */
export const toWireHei = (institution: Institution, ounitIds: readonly string[]): InstitutionsHei => ({
  heiId: institution.heiId,
  otherIds: institution.otherIds.map(({ type, value }) => ({ type, text: value })),
  ...toWireProfile(institution),
  courseCatalogueUrls: institution.courseCatalogueUrls.map(toWireUrl),
  ...given({ rootOunitId: institution.rootOunitId }),
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
  ...fromWireProfile(hei),
  courseCatalogueUrls: hei.courseCatalogueUrls.map(fromWireUrl),
  ...given({ rootOunitId: hei.rootOunitId }),
  ounitIds: hei.ounitIds,
});
