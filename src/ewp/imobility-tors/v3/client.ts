import type { PartnerTranscripts } from "../../../domain/transcripts/ports.js";
import { fromElmo2 } from "../../common/elmo/v2/mapping.js";
import { fromWireGradeTables } from "../../common/tors/mapping.js";
import { listedIds, MOST_TRANSCRIPTS, onlyAsked, signaturesIn } from "../../common/tors/fetched.js";
import type { OmobilityId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { together } from "../../runtime/outgoing/together.js";
import { imobilityTorsV3 } from "./api.js";

/** Transcripts as a partner serves them by version 3 (PROTOCOL 5.19). */
export const imobilityTorsV3Client = ({ call, idsPerCall }: Calls): PartnerTranscripts => ({
  fetch: together({
    idsPerCall: (partner) => Math.min(MOST_TRANSCRIPTS, idsPerCall(partner, imobilityTorsV3, "get")),
    ask: async (parties, ids: readonly OmobilityId[]) => {
      const { value, body, exchangeId } = await call(parties, imobilityTorsV3, "get", { omobilityIds: ids });
      const signatureOf = signaturesIn(value.tors, body);
      return (id) => {
        const tor = onlyAsked(value.tors, { id, ids }, exchangeId);
        return tor && { transcript: { ...fromElmo2(tor.elmo), academicYearId: tor.receivingAcademicYearId, gradeTables: fromWireGradeTables(tor.gradeConversionTable) }, signature: signatureOf(tor), exchangeId };
      };
    },
  }),
  index: async (heiId, partnerHeiId, since) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, imobilityTorsV3, "index", { modifiedSince: since });
    return listedIds(value.omobilityIds, exchangeId);
  },
});
