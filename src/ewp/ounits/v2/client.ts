import type { PartnerProfiles } from "../../../domain/institutions/ports.js";
import type { Calls } from "../../runtime/call.js";
import { ounitsV2 } from "./api.js";
import { fromWireOunit } from "./mapping.js";

/** Units that a partner publishes, in as many calls as its limit asks for (PROTOCOL 4.2, 5.4). */
export const ounitsV2Client = ({ callInBatches }: Calls): Pick<PartnerProfiles, "ounits"> => ({
  ounits: async (heiId, partnerHeiId, ounitIds) => {
    // Neither ids nor codes would be refused by the partner.
    if (ounitIds.length === 0) return [];
    const answers = callInBatches({ from: heiId, to: partnerHeiId }, ounitsV2, "url", { heiId: partnerHeiId, ounitIds });
    const units = [];
    for await (const { value } of answers) units.push(...value.ounits.map((ounit) => fromWireOunit(partnerHeiId, ounit)));
    return units;
  },
});
