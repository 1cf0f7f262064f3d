import type { NominationStore } from "../../../domain/nominations/ports.js";
import { given } from "../../../kernel/given.js";
import { serve } from "../../runtime/serve.js";
import { imobilitiesV2 } from "./api.js";

/** What we say of the students of the asking institution, by its own ids; unknown ids are left out. */
export const serveImobilitiesV2 = serve(imobilitiesV2, ({ nominations }: { readonly nominations: Pick<NominationStore, "known"> }) => ({
  get: async ({ heiId, params, requester }) => {
    const ids = [...new Set(params.omobilityIds)];
    const known = (await Promise.all(requester.heiIds.map((partner) => nominations.known(heiId, partner, ids)))).flat();
    return {
      mobilities: ids.flatMap((id) => known.filter((one) => one.id === id))
        .map(({ id, stay }) => ({ omobilityId: id, ...given({ actualArrivalDate: stay.arrival, actualDepartureDate: stay.departure }) })),
    };
  },
}));
