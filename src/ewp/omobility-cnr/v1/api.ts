import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId, omobilityId } from "../../runtime/param-types.js";
import { optional, repeatable } from "../../runtime/params.js";
import { omobilityCnrResponse } from "./documents.js";

/** "These nominations of mine changed": ids are the caller's (PROTOCOL 5.14). `sending_hei_id` says nothing that the key does not, so it may be missing (PROTOCOL 8). */
export const omobilityCnrV1 = defineApi({
  name: "omobility-cnr",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-cnr/blob/stable-v1/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  announces: ["omobility-changed"],
  endpoints: {
    url: endpoint({
      methods: ["POST"],
      params: { sendingHeiId: optional("sending_hei_id", heiId), omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: omobilityCnrResponse,
    }),
  },
});
