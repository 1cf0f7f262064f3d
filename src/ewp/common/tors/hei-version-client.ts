import type { PartnerTranscripts } from "../../../domain/transcripts/ports.js";
import type { OmobilityId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { together } from "../../runtime/outgoing/together.js";
import { fromElmo1 } from "../elmo/v1/mapping.js";
import { listedIds, MOST_TRANSCRIPTS, onlyAsked, signaturesIn } from "./fetched.js";
import type { heiVersionApi } from "./hei-versions.js";
import { fromWireGradeTables } from "./mapping.js";

/** Transcripts as a partner serves them by version 1 or 2 (PROTOCOL 5.19). */
export const heiVersionClient = (api: ReturnType<typeof heiVersionApi>) => ({ call, idsPerCall }: Calls): PartnerTranscripts => ({
  fetch: together({
    idsPerCall: (partner) => Math.min(MOST_TRANSCRIPTS, idsPerCall(partner, api, "get")),
    ask: async (parties, ids: readonly OmobilityId[]) => {
      const { value, body, exchangeId } = await call(parties, api, "get", { receivingHeiId: parties.to, omobilityIds: ids });
      const signatureOf = signaturesIn(value.tors, body);
      return (id) => {
        const tor = onlyAsked(value.tors, { id, ids }, exchangeId);
        return tor && { transcript: { ...fromElmo1(tor.elmo), gradeTables: fromWireGradeTables(tor.gradeConversionTable) }, signature: signatureOf(tor), exchangeId };
      };
    },
  }),
  index: async (from, to, since) => {
    const { value, exchangeId } = await call({ from, to }, api, "index", { receivingHeiId: to, sendingHeiIds: [from], modifiedSince: since });
    return listedIds(value.omobilityIds, exchangeId);
  },
});
