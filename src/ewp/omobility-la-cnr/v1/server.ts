import type { LaStore } from "../../../domain/learning-agreements/ports.js";
import type { RefreshRequests } from "../../../domain/refresh-requests.js";
import { receiveNotices } from "../../common/receive-notices.js";
import { serve } from "../../runtime/serve.js";
import { statsOnly } from "../../runtime/stats-portal.js";
import { omobilityLaCnrV1 } from "./api.js";

interface Services {
  readonly las: Pick<LaStore, "incomingStatistics">;
  readonly refreshRequests: Pick<RefreshRequests, "addNotified">;
}

export const serveOmobilityLaCnrV1 = serve(omobilityLaCnrV1, ({ las, refreshRequests }: Services) => ({
  ...receiveNotices("refresh-omobility-la")({ refreshRequests }),
  stats: async ({ heiId: ours, requester }) => {
    statsOnly(requester);
    return { years: (await las.incomingStatistics(ours)).map(({ receivingAcademicYear, ...counted }) => ({ receivingAcademicYearId: receivingAcademicYear, ...counted })) };
  },
}));
