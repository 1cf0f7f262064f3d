import type { PartnerNominations } from "../../../domain/nominations/ports.js";
import { askedFor, checkParties, listedNominations } from "../../common/fetched-nomination.js";
import type { Calls } from "../../runtime/call.js";
import { together } from "../../runtime/outgoing/together.js";
import { omobilitiesV2 } from "./api.js";
import { fromWireMobility } from "./mapping.js";

/** Nominations as a partner with the older workflow serves them to us (PROTOCOL 5.12). */
export const omobilitiesV2Client = ({ call, idsPerCall }: Calls): Pick<PartnerNominations, "fetch" | "index"> => ({
  fetch: together({
    idsPerCall: (partner) => idsPerCall(partner, omobilitiesV2, "get"),
    ask: async ({ from, to }, ids) => {
      const { value, exchangeId } = await call({ from, to }, omobilitiesV2, "get", { sendingHeiId: to, omobilityIds: ids });
      return (id) => {
        const found = askedFor(value.mobilities, { id, ids }, exchangeId);
        if (!found) return undefined;
        checkParties(found, { from, to }, exchangeId);
        return { ...fromWireMobility(found), exchangeId };
      };
    },
  }),
  index: async (from, to, since) => {
    const { value, exchangeId } = await call({ from, to }, omobilitiesV2, "index", { sendingHeiId: to, receivingHeiIds: [from], modifiedSince: since });
    return listedNominations(value.omobilityIds, exchangeId);
  },
});
