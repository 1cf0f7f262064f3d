import type { TranscriptStore } from "../../../domain/transcripts/ports.js";
import { serve } from "../../runtime/serve.js";
import { statsOnly } from "../../runtime/stats-portal.js";
import { imobilityTorStatsV1 } from "./api.js";

/** Transcripts issued, per academic year. */
export const serveImobilityTorStatsV1 = serve(imobilityTorStatsV1, ({ transcripts }: { readonly transcripts: Pick<TranscriptStore, "statistics"> }) => ({
  url: async ({ heiId: ours, requester }) => {
    statsOnly(requester);
    return { years: (await transcripts.statistics(ours)).map(({ academicYearId, total }) => ({ receivingAcademicYearId: academicYearId, imobilityTorTotal: total })) };
  },
}));
