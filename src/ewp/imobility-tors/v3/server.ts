import type { IssuedTranscript } from "../../../domain/transcripts/outgoing/model.js";
import { toElmo2 } from "../../common/elmo/v2/mapping.js";
import { servedTranscripts, type TranscriptServices } from "../../common/tors/served.js";
import { toWireGradeTables } from "../../common/tors/mapping.js";
import { serve } from "../../runtime/serve.js";
import { imobilityTorsV3 } from "./api.js";

const toTor = ({ omobilityId, transcript, pdf }: IssuedTranscript) =>
  ({ omobilityId, receivingAcademicYearId: transcript.academicYearId ?? "", elmo: toElmo2(transcript, pdf), ...toWireGradeTables(transcript.gradeTables) });

/** A transcript is served to the institution that sent the student and to nobody else; `index` lists exactly what `get` serves. */
export const serveImobilityTorsV3 = serve(imobilityTorsV3, ({ transcripts }: TranscriptServices) => {
  const asked = servedTranscripts({ transcripts });
  return {
    get: async ({ heiId, params, requester }) => ({ tors: (await asked({ heiId, partners: requester.heiIds, ids: params.omobilityIds })).map(toTor) }),
    index: async ({ heiId, params, requester }) =>
      ({ omobilityIds: (await Promise.all(requester.heiIds.map((partner) => transcripts.indexFor(heiId, partner, params.modifiedSince)))).flat() }),
  };
});
