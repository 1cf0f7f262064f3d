import type { HeiId } from "../../../kernel/ids.js";
import type { PartnerNominations } from "../../../domain/nominations/ports.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { Calls } from "../../runtime/call.js";
import { omobilitiesV3 } from "./api.js";
import { fromWireMobility } from "./mapping.js";

/** Nominations as the partner serves them to us, and our decisions about them (PROTOCOL 5.13). */
export const omobilitiesV3Client = ({ call }: Calls): Pick<PartnerNominations, "fetch" | "index" | "decide"> => ({
  fetch: async (heiId, partnerHeiId, id) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, omobilitiesV3, "get", { omobilityIds: [id] });
    // Only an answer without any nomination says that it is gone.
    if (value.mobilities.length === 0) return undefined;
    const found = value.mobilities.find(({ omobilityId }) => omobilityId === id);
    if (!found) throw failure(OTHER_NOMINATION, exchangeId);
    const { sendingHei, receivingHei } = found.nomination;
    if (sendingHei.heiId !== partnerHeiId || receivingHei.heiId !== heiId) throw failure(WRONG_PARTIES, exchangeId);
    return { ...fromWireMobility(found), exchangeId };
  },
  index: async (heiId, partnerHeiId, since) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, omobilitiesV3, "index", { modifiedSince: since });
    if (value.omobilityIds.length > MOST_IDS) throw failure(LONG_INDEX, exchangeId);
    return [...new Set(value.omobilityIds)];
  },
  decide: async (heiId: HeiId, partnerHeiId, omobilityId, { decision, proposalId, comment = "" }) => {
    const body = decision === "approve" ? { approveProposalV1: { omobilityId, proposalId } } : { rejectProposalV1: { omobilityId, proposalId, comment } };
    return (await call({ from: heiId, to: partnerHeiId }, omobilitiesV3, "update", body)).exchangeId;
  },
});

/** Far beyond any real partnership; comparing and storing more would keep this node from everything else. */
const MOST_IDS = 50_000;
const LONG_INDEX = `The partner lists more than ${MOST_IDS} nominations for us. Its provider has to repair this.`;
const OTHER_NOMINATION = "The partner answered with a nomination that was not asked for. Its provider has to repair this.";
const WRONG_PARTIES = "The partner's nomination does not name the partner as sending and us as receiving institution. Its provider has to repair this.";

const failure = (reason: string, exchangeId: string): PartnerFailure => new PartnerFailure({ reason, retry: false, exchangeId });
