import { defineApi, endpoint } from "../../runtime/define.js";
import { omobilityId } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { imobilityTorCnrResponse } from "./documents.js";

/** "A transcript of one of your students is new or different": ids of the caller's partner, who gave them (PROTOCOL 5.20). */
export const imobilityTorCnrV2 = defineApi({
  name: "imobility-tor-cnr",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tor-cnr/blob/stable-v2/manifest-entry.xsd",
  announces: ["transcript-changed"],
  limits: { "max-omobility-ids": 50 },
  endpoints: {
    url: endpoint({
      methods: ["POST"],
      params: {
        omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }),
      },
      response: imobilityTorCnrResponse,
    }),
  },
});
