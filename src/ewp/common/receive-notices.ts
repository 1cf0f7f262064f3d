import type { RefreshKind, RefreshRequests } from "../../domain/refresh-requests.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { Requester } from "../runtime/serve.js";

interface Notice {
  readonly heiId: HeiId;
  readonly params: { readonly omobilityIds: readonly OmobilityId[] };
  readonly requester: Requester;
}

/**
 * The receiver of a change notification about mobilities: answered as soon as the wish to look is durable, also for unknown ids; what the
 * look brings never changes the answer, and whom to ask is known by the caller's key (PROTOCOL 6.8.3).
 */
export const receiveNotices = (kind: RefreshKind) => ({ refreshRequests }: { readonly refreshRequests: Pick<RefreshRequests, "addNotified"> }) => ({
  url: async ({ heiId, params, requester }: Notice) => {
    const ids = [...new Set(params.omobilityIds)];
    await refreshRequests.addNotified(requester.heiIds.flatMap((partnerHeiId) => ids.map((objectId) => ({ kind, heiId, partnerHeiId, objectId }))));
    return {};
  },
});
