import type { PartnerTranscripts } from "../../../domain/transcripts/ports.js";
import { checkSignature } from "../../common/elmo/check-signature.js";
import { fromElmo2 } from "../../common/elmo/v2/mapping.js";
import { fromWireGradeTables } from "../../common/tors/mapping.js";
import { listedIds, onlyAsked } from "../../common/tors/fetched.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityTorsV3 } from "./api.js";

/** Transcripts as a partner serves them by version 3 (PROTOCOL 5.19). One id per call: a transcript is large. */
export const imobilityTorsV3Client = ({ call }: Calls): PartnerTranscripts => ({
  fetch: async (heiId, partnerHeiId, omobilityId) => {
    const answer = await call({ from: heiId, to: partnerHeiId }, imobilityTorsV3, "get", { omobilityIds: [omobilityId] });
    const tor = onlyAsked(answer.value.tors, omobilityId, answer.exchangeId);
    if (!tor) return undefined;
    const transcript = { ...fromElmo2(tor.elmo), academicYearId: tor.receivingAcademicYearId, gradeTables: fromWireGradeTables(tor.gradeConversionTable) };
    return { transcript, signature: tor.elmo.signature ? checkSignature(answer.body) : "none", exchangeId: answer.exchangeId };
  },
  index: async (heiId, partnerHeiId, since) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, imobilityTorsV3, "index", { modifiedSince: since });
    return listedIds(value.omobilityIds, exchangeId);
  },
});
