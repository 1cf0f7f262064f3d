import type { PartnerNominations } from "../../../domain/nominations/ports.js";
import { withoutZone } from "../../../kernel/day.js";
import { given } from "../../../kernel/given.js";
import type { Calls } from "../../runtime/call.js";
import { imobilitiesV1 } from "./api.js";

/** What a receiving institution with the older workflow decided about a student of ours, and when that student came and left (PROTOCOL 5.15, 6.4.6). */
export const imobilitiesV1Client = ({ call }: Calls): Pick<PartnerNominations, "stay"> => ({
  stay: async (heiId, partnerHeiId, id) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, imobilitiesV1, "get", { receivingHeiId: partnerHeiId, omobilityIds: [id] });
    const found = value.mobilities.find(({ omobilityId }) => omobilityId === id);
    if (!found) return undefined;
    const { status, comment, actualArrivalDate, actualDepartureDate } = found;
    return { exchangeId, verdict: { status, ...given({ comment }) }, ...given({ arrival: withoutZone(actualArrivalDate), departure: withoutZone(actualDepartureDate) }) };
  },
});
