import type { InstitutionStore } from "../../../domain/institutions/ports.js";
import { badRequest } from "../../../kernel/errors.js";
import { serve } from "../../runtime/serve.js";
import { ounitsV2 } from "./api.js";
import { toWireOunit } from "./mapping.js";

/** Units of the institution whose address was called; another institution is 400 (PROTOCOL 8 row 11), unknown units are left out. */
export const serveOunitsV2 = serve(ounitsV2, ({ institutions }: { readonly institutions: Pick<InstitutionStore, "ounits"> }) => ({
  url: async ({ heiId, params }) => {
    if (params.heiId !== heiId) throw badRequest(`hei_id: this address serves the units of ${heiId} only.`);
    const [ids, codes] = [new Set(params.ounitIds), new Set(params.ounitCodes)];
    const units = await institutions.ounits(heiId);
    return { ounits: units.filter(({ id, code }) => ids.has(id) || codes.has(code)).map(toWireOunit) };
  },
}));
