import type { RefreshRequests } from "../../../domain/refresh-requests.js";
import { serve } from "../../runtime/serve.js";
import { iiaApprovalCnrV2 } from "./api.js";

/** Answered as soon as the wish to ask the partner's Approval API is durable (PROTOCOL 6.8.3). */
export const serveIiaApprovalCnrV2 = serve(iiaApprovalCnrV2, ({ refreshRequests }: { readonly refreshRequests: Pick<RefreshRequests, "addNotified"> }) => ({
  url: async ({ heiId, params, requester }) => {
    await refreshRequests.addNotified(requester.heiIds.map((partnerHeiId) => ({ kind: "refresh-iia-approval", heiId, partnerHeiId, objectId: params.iiaId })));
    return {};
  },
}));
