import { defineApi, endpoint } from "../../runtime/define.js";
import { dateTime, heiId, omobilityId } from "../../runtime/param-types.js";
import { optional, repeatable, required } from "../../runtime/params.js";
import { getResponse, indexResponse } from "./documents.js";

/** Transcripts that the receiving institution serves to the sending one (PROTOCOL 5.19). */
export const imobilityTorsV2 = defineApi({
  name: "imobility-tors",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tors/blob/stable-v2/manifest-entry.xsd",
  limits: { "max-omobility-ids": 10 },
  manifestOrder: ["get-url", "index-url", "max-omobility-ids"],
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: {
        receivingHeiId: required("receiving_hei_id", heiId),
        omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }),
      },
      response: getResponse,
    }),
    index: endpoint({
      methods: ["GET", "POST"],
      params: {
        receivingHeiId: required("receiving_hei_id", heiId),
        sendingHeiIds: repeatable("sending_hei_id", heiId),
        modifiedSince: optional("modified_since", dateTime),
      },
      response: indexResponse,
    }),
  },
});
