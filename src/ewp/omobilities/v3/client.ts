import type { HeiId } from "../../../kernel/ids.js";
import type { PartnerNominations } from "../../../domain/nominations/ports.js";
import { askedFor, checkParties, listedNominations } from "../../common/fetched-nomination.js";
import type { Calls } from "../../runtime/call.js";
import { together } from "../../runtime/outgoing/together.js";
import { omobilitiesV3 } from "./api.js";
import { fromWireMobility } from "./mapping.js";

/** Nominations as the partner serves them to us, and our decisions about them (PROTOCOL 5.13). */
export const omobilitiesV3Client = ({ call, idsPerCall }: Calls): Pick<PartnerNominations, "fetch" | "index" | "decide"> => ({
  fetch: together({
    idsPerCall: (partner) => idsPerCall(partner, omobilitiesV3, "get"),
    ask: async ({ from, to }, ids) => {
      const { value, exchangeId } = await call({ from, to }, omobilitiesV3, "get", { omobilityIds: ids });
      return (id) => {
        const found = askedFor(value.mobilities, { id, ids }, exchangeId);
        if (!found) return undefined;
        checkParties(found.nomination, { from, to }, exchangeId);
        return { ...fromWireMobility(found), exchangeId };
      };
    },
  }),
  index: async (from, to, since) => {
    const { value, exchangeId } = await call({ from, to }, omobilitiesV3, "index", { modifiedSince: since });
    return listedNominations(value.omobilityIds, exchangeId);
  },
  decide: async (heiId: HeiId, partnerHeiId, omobilityId, { decision, proposalId, comment = "" }) => {
    const body = decision === "approve" ? { approveProposalV1: { omobilityId, proposalId } } : { rejectProposalV1: { omobilityId, proposalId, comment } };
    return (await call({ from: heiId, to: partnerHeiId }, omobilitiesV3, "update", body)).exchangeId;
  },
});
