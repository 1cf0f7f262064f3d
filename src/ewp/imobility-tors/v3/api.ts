import { defineApi, endpoint } from "../../runtime/define.js";
import { dateTime, omobilityId } from "../../runtime/param-types.js";
import { optional, repeatable } from "../../runtime/params.js";
import { getResponse, indexResponse } from "./documents.js";

/** Transcripts that the receiving institution serves to the sending one (PROTOCOL 5.19). */
export const imobilityTorsV3 = defineApi({
  name: "imobility-tors",
  version: "3.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tors/blob/stable-v3/manifest-entry.xsd",
  limits: { "max-omobility-ids": 10 },
  manifestOrder: ["get-url", "index-url", "max-omobility-ids"],
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: { omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: getResponse,
    }),
    index: endpoint({
      methods: ["GET", "POST"],
      params: { modifiedSince: optional("modified_since", dateTime) },
      response: indexResponse,
    }),
  },
});
