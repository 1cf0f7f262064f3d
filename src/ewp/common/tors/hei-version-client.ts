import type { PartnerTranscripts } from "../../../domain/transcripts/ports.js";
import type { Calls } from "../../runtime/call.js";
import { checkSignature } from "../elmo/check-signature.js";
import { fromElmo1 } from "../elmo/v1/mapping.js";
import { listedIds, onlyAsked } from "./fetched.js";
import type { heiVersionApi } from "./hei-versions.js";
import { fromWireGradeTables } from "./mapping.js";

/** Transcripts as a partner serves them by version 1 or 2 (PROTOCOL 5.19). One id per call: a transcript is large. */
export const heiVersionClient = (api: ReturnType<typeof heiVersionApi>) => ({ call }: Calls): PartnerTranscripts => ({
  fetch: async (from, to, omobilityId) => {
    const answer = await call({ from, to }, api, "get", { receivingHeiId: to, omobilityIds: [omobilityId] });
    const tor = onlyAsked(answer.value.tors, omobilityId, answer.exchangeId);
    if (!tor) return undefined;
    const transcript = { ...fromElmo1(tor.elmo), gradeTables: fromWireGradeTables(tor.gradeConversionTable) };
    return { transcript, signature: tor.elmo.signature ? checkSignature(answer.body) : "none", exchangeId: answer.exchangeId };
  },
  index: async (from, to, since) => {
    const { value, exchangeId } = await call({ from, to }, api, "index", { receivingHeiId: to, sendingHeiIds: [from], modifiedSince: since });
    return listedIds(value.omobilityIds, exchangeId);
  },
});
