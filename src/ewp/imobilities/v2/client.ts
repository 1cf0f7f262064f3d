import type { PartnerNominations } from "../../../domain/nominations/ports.js";
import { withoutZone } from "../../../kernel/day.js";
import { given } from "../../../kernel/given.js";
import type { Calls } from "../../runtime/call.js";
import { together } from "../../runtime/outgoing/together.js";
import { imobilitiesV2 } from "./api.js";

/** When a student of ours arrived and left, as the receiving institution says (PROTOCOL 5.15, 6.6). */
export const imobilitiesV2Client = ({ call, idsPerCall }: Calls): Pick<PartnerNominations, "stay"> => ({
  stay: together({
    idsPerCall: (partner) => idsPerCall(partner, imobilitiesV2, "get"),
    ask: async ({ from, to }, ids) => {
      const { value, exchangeId } = await call({ from, to }, imobilitiesV2, "get", { omobilityIds: ids });
      return (id) => {
        const found = value.mobilities.find(({ omobilityId }) => omobilityId === id);
        return found && { exchangeId, ...given({ arrival: withoutZone(found.actualArrivalDate), departure: withoutZone(found.actualDepartureDate) }) };
      };
    },
  }),
});
