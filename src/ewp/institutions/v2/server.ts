import type { InstitutionStore } from "../../../domain/institutions/ports.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { LangText } from "../../../kernel/lang-text.js";
import { serve } from "../../runtime/serve.js";
import { institutionsV2 } from "./api.js";
import type { InstitutionsHei } from "./documents.js";
import { toKnownHei, toWireHei } from "./mapping.js";

interface Services {
  readonly institutions: Pick<InstitutionStore, "get" | "ounits">;
  /** Names of any institution of the network; empty when it is not known. */
  readonly namesOf: (heiId: HeiId) => readonly LangText[];
}

/** Everything of the institution whose address was called, the name of others that the network knows, unknown ids left out. */
export const serveInstitutionsV2 = serve(institutionsV2, ({ institutions, namesOf }: Services) => {
  const served = async (heiId: HeiId): Promise<InstitutionsHei | undefined> => {
    const institution = await institutions.get(heiId);
    return institution && toWireHei(institution, (await institutions.ounits(heiId)).map(({ id }) => id));
  };
  const known = (heiId: HeiId): InstitutionsHei | undefined => {
    const names = namesOf(heiId);
    return names.length > 0 ? toKnownHei(heiId, names) : undefined;
  };
  return {
    url: async ({ heiId, params }) => {
      const heis = await Promise.all([...new Set(params.heiIds)].map((asked) => (asked === heiId ? served(asked) : known(asked))));
      return { heis: heis.filter((hei) => hei !== undefined) };
    },
  };
});
