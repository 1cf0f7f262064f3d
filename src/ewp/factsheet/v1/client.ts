import type { PartnerProfiles } from "../../../domain/institutions/ports.js";
import type { Calls } from "../../runtime/call.js";
import { factsheetV1 } from "./api.js";
import { fromWireFactsheet } from "./mapping.js";

/** What a partner tells its exchange students (PROTOCOL 5.5). */
export const factsheetV1Client = ({ call }: Calls): Pick<PartnerProfiles, "factsheet"> => ({
  factsheet: async (heiId, partnerHeiId) => {
    const { value } = await call({ from: heiId, to: partnerHeiId }, factsheetV1, "url", { heiIds: [partnerHeiId] });
    const factsheet = value.factsheets.find((candidate) => candidate.heiId === partnerHeiId);
    return factsheet && fromWireFactsheet(factsheet);
  },
});
