import type { PartnerNominations } from "../../../domain/nominations/ports.js";
import { withoutZone } from "../../../kernel/day.js";
import { given } from "../../../kernel/given.js";
import type { Calls } from "../../runtime/call.js";
import { together } from "../../runtime/outgoing/together.js";
import { imobilitiesV1 } from "./api.js";

/** What a receiving institution with the older workflow decided about a student of ours, and when that student came and left (PROTOCOL 5.15, 6.4.6). */
export const imobilitiesV1Client = ({ call, idsPerCall }: Calls): Pick<PartnerNominations, "stay"> => ({
  stay: together({
    idsPerCall: (partner) => idsPerCall(partner, imobilitiesV1, "get"),
    ask: async ({ from, to }, ids) => {
      const { value, exchangeId } = await call({ from, to }, imobilitiesV1, "get", { receivingHeiId: to, omobilityIds: ids });
      return (id) => {
        const found = value.mobilities.find(({ omobilityId }) => omobilityId === id);
        if (!found) return undefined;
        const { status, comment, actualArrivalDate, actualDepartureDate } = found;
        return { exchangeId, verdict: { status, ...given({ comment }) }, ...given({ arrival: withoutZone(actualArrivalDate), departure: withoutZone(actualDepartureDate) }) };
      };
    },
  }),
});
