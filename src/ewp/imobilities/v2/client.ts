import type { PartnerNominations } from "../../../domain/nominations/ports.js";
import { withoutZone } from "../../../kernel/day.js";
import { given } from "../../../kernel/given.js";
import type { Calls } from "../../runtime/call.js";
import { imobilitiesV2 } from "./api.js";

/** When a student of ours arrived and left, as the receiving institution says (PROTOCOL 5.15, 6.6). */
export const imobilitiesV2Client = ({ call }: Calls): Pick<PartnerNominations, "stay"> => ({
  stay: async (heiId, partnerHeiId, id) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, imobilitiesV2, "get", { omobilityIds: [id] });
    const found = value.mobilities.find(({ omobilityId }) => omobilityId === id);
    return found && { exchangeId, ...given({ arrival: withoutZone(found.actualArrivalDate), departure: withoutZone(found.actualDepartureDate) }) };
  },
});
