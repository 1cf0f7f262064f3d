import type { LaStore } from "../../../domain/learning-agreements/ports.js";
import type { RefreshRequests } from "../../../domain/refresh-requests.js";
import { forbidden } from "../../../kernel/errors.js";
import { heiId } from "../../../kernel/ids.js";
import { serve } from "../../runtime/serve.js";
import { omobilityLaCnrV1 } from "./api.js";

/** The only reader of statistics (PROTOCOL 6.7). */
const STATS_PORTAL = heiId("stats.erasmuswithoutpaper.eu");

interface Services {
  readonly las: Pick<LaStore, "incomingStatistics">;
  readonly refreshRequests: Pick<RefreshRequests, "addNotified">;
}

/** Answered as soon as the wish to look is durable (PROTOCOL 6.8.3). Whom to ask says the caller's key and never a parameter. */
export const serveOmobilityLaCnrV1 = serve(omobilityLaCnrV1, ({ las, refreshRequests }: Services) => ({
  url: async ({ heiId: ours, params, requester }) => {
    const ids = [...new Set(params.omobilityIds)];
    await refreshRequests.addNotified(requester.heiIds.flatMap((partnerHeiId) => ids.map((objectId) => ({ kind: "refresh-omobility-la" as const, heiId: ours, partnerHeiId, objectId }))));
    return {};
  },
  stats: async ({ heiId: ours, requester }) => {
    if (!requester.heiIds.includes(STATS_PORTAL)) throw forbidden(`Statistics are served to ${STATS_PORTAL} only.`);
    return { years: (await las.incomingStatistics(ours)).map(({ receivingAcademicYear, ...counted }) => ({ receivingAcademicYearId: receivingAcademicYear, ...counted })) };
  },
}));
