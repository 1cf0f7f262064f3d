import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId, omobilityId } from "../../runtime/param-types.js";
import { repeatable, required } from "../../runtime/params.js";
import { incomingStatsResponse, omobilityLaCnrResponse } from "./documents.js";

/** "These learning agreements of mine changed": ids are the caller's (PROTOCOL 5.18). Incoming statistics are served beside it. */
export const omobilityLaCnrV1 = defineApi({
  name: "omobility-la-cnr",
  version: "1.1.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-la-cnr/blob/stable-v1/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  announces: ["la-changed"],
  endpoints: {
    url: endpoint({
      methods: ["POST"],
      params: { sendingHeiId: required("sending_hei_id", heiId), omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: omobilityLaCnrResponse,
    }),
    stats: endpoint({ methods: ["GET"], params: {}, response: incomingStatsResponse }),
  },
});
