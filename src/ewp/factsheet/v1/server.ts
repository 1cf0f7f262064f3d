import type { InstitutionStore } from "../../../domain/institutions/ports.js";
import { serve } from "../../runtime/serve.js";
import { factsheetV1 } from "./api.js";
import { toWireFactsheet } from "./mapping.js";

/** The factsheet of the institution whose address was called; other ids are left out (PROTOCOL 8 row 11). */
export const serveFactsheetV1 = serve(factsheetV1, ({ institutions }: { readonly institutions: Pick<InstitutionStore, "factsheet"> }) => ({
  url: async ({ heiId, params }) => {
    const factsheet = params.heiIds.includes(heiId) ? await institutions.factsheet(heiId) : undefined;
    return { factsheets: factsheet ? [toWireFactsheet(factsheet)] : [] };
  },
}));
