import type { IssuedTranscript } from "../../../domain/transcripts/outgoing/model.js";
import { toElmo1 } from "../../common/elmo/v1/mapping.js";
import { servedTranscripts, type TranscriptServices } from "../../common/tors/served.js";
import { toWireGradeTables } from "../../common/tors/mapping.js";
import { serve } from "../../runtime/serve.js";
import { imobilityTorsV2 } from "./api.js";

const toTor = ({ omobilityId, transcript, pdf }: IssuedTranscript) =>
  ({ omobilityId, elmo: toElmo1(transcript, pdf), ...toWireGradeTables(transcript.gradeTables) });

/** A transcript is served to the institution that sent the student and to nobody else; `index` lists exactly what `get` serves. */
export const serveImobilityTorsV2 = serve(imobilityTorsV2, ({ transcripts }: TranscriptServices) => {
  const asked = servedTranscripts({ transcripts });
  return {
    // Another institution than that of the address has no transcripts here: an empty answer (PROTOCOL 8 row 11).
    get: async ({ heiId, params, requester }) =>
      ({ tors: params.receivingHeiId === heiId ? (await asked({ heiId, partners: requester.heiIds, ids: params.omobilityIds })).map(toTor) : [] }),
    index: async ({ heiId, params: { receivingHeiId, sendingHeiIds, modifiedSince }, requester }) => {
      const wanted = requester.heiIds.filter((partner) => sendingHeiIds.length === 0 || sendingHeiIds.includes(partner));
      return { omobilityIds: receivingHeiId === heiId ? (await Promise.all(wanted.map((partner) => transcripts.indexFor(heiId, partner, modifiedSince)))).flat() : [] };
    },
  };
});
