import type { RefreshRequests } from "../../../domain/refresh-requests.js";
import { serve } from "../../runtime/serve.js";
import { imobilityTorCnrV1 } from "./api.js";

/** Answered as soon as the wish to look is durable; what the look brings never changes the answer (PROTOCOL 6.8.3). */
export const serveImobilityTorCnrV1 = serve(imobilityTorCnrV1, ({ refreshRequests }: { readonly refreshRequests: Pick<RefreshRequests, "addNotified"> }) => ({
  url: async ({ heiId, params, requester }) => {
    await refreshRequests.addNotified(requester.heiIds.flatMap((partnerHeiId) => [...new Set(params.omobilityIds)].map((objectId) => ({ kind: "refresh-imobility-tor" as const, heiId, partnerHeiId, objectId }))));
    return {};
  },
}));
