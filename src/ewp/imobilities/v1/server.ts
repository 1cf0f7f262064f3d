import { verdictToTell } from "../../../domain/nominations/older.js";
import type { NominationStore } from "../../../domain/nominations/ports.js";
import { given } from "../../../kernel/given.js";
import { ownHeiOnly } from "../../common/own-hei-only.js";
import { serve } from "../../runtime/serve.js";
import { imobilitiesV1 } from "./api.js";

/** What we decided and say of the students of the asking institution, by its own ids; unknown ids are left out. */
export const serveImobilitiesV1 = serve(imobilitiesV1, ({ nominations }: { readonly nominations: Pick<NominationStore, "known"> }) => ({
  get: async ({ heiId, params, requester }) => {
    ownHeiOnly("receiving_hei_id", params.receivingHeiId, heiId);
    const ids = [...new Set(params.omobilityIds)];
    const known = (await Promise.all(requester.heiIds.map((partner) => nominations.known(heiId, partner, ids)))).flat();
    return {
      mobilities: ids.flatMap((id) => known.filter((one) => one.id === id))
        .map((one) => ({ omobilityId: one.id, ...verdictToTell(one), ...given({ actualArrivalDate: one.stay.arrival, actualDepartureDate: one.stay.departure }) })),
    };
  },
}));
