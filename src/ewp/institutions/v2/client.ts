import type { PartnerProfiles } from "../../../domain/institutions/ports.js";
import type { Calls } from "../../runtime/call.js";
import { institutionsV2 } from "./api.js";
import { fromWireHei } from "./mapping.js";

/** What a partner publishes of itself (PROTOCOL 5.3). */
export const institutionsV2Client = ({ call }: Calls): Pick<PartnerProfiles, "institution"> => ({
  institution: async (heiId, partnerHeiId) => {
    const { value } = await call({ from: heiId, to: partnerHeiId }, institutionsV2, "url", { heiIds: [partnerHeiId] });
    const hei = value.heis.find((candidate) => candidate.heiId === partnerHeiId);
    return hei && fromWireHei(hei);
  },
});
