import type { NominationStore } from "../../../domain/nominations/ports.js";
import { statsOnly } from "../../runtime/stats-portal.js";
import { serve } from "../../runtime/serve.js";
import { omobilityStatsV1 } from "./api.js";

/** Computed over what the partners can fetch; for the statistics portal only. */
export const serveOmobilityStatsV1 = serve(omobilityStatsV1, ({ nominations }: { readonly nominations: Pick<NominationStore, "statistics"> }) => ({
  url: async ({ heiId, requester }) => {
    statsOnly(requester);
    const years = await nominations.statistics(heiId);
    return { years: years.map(({ academicYear, pending, approved }) => ({ receivingAcademicYearId: academicYear, pending, approved })) };
  },
}));
