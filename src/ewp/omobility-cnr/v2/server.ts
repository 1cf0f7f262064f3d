import type { RefreshRequests } from "../../../domain/refresh-requests.js";
import { serve } from "../../runtime/serve.js";
import { omobilityCnrV2 } from "./api.js";

/** Answered as soon as the wish to look is durable, also for unknown ids; what the look brings never changes the answer (PROTOCOL 6.8.3). */
export const serveOmobilityCnrV2 = serve(omobilityCnrV2, ({ refreshRequests }: { readonly refreshRequests: Pick<RefreshRequests, "addNotified"> }) => ({
  url: async ({ heiId, params, requester }) => {
    const ids = [...new Set(params.omobilityIds)];
    await refreshRequests.addNotified(requester.heiIds.flatMap((partnerHeiId) => ids.map((objectId) => ({ kind: "refresh-omobility" as const, heiId, partnerHeiId, objectId }))));
    return {};
  },
}));
