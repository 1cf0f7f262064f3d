import type { RefreshRequests } from "../../../domain/refresh-requests.js";
import { serve } from "../../runtime/serve.js";
import { iiaCnrV3 } from "./api.js";

/** Answered as soon as the wish to look is durable; what the look brings never changes the answer (PROTOCOL 6.8.3). */
export const serveIiaCnrV3 = serve(iiaCnrV3, ({ refreshRequests }: { readonly refreshRequests: Pick<RefreshRequests, "addNotified"> }) => ({
  url: async ({ heiId, params, requester }) => {
    await refreshRequests.addNotified(requester.heiIds.map((partnerHeiId) => ({ kind: "refresh-iia", heiId, partnerHeiId, objectId: params.iiaId })));
    return {};
  },
}));
