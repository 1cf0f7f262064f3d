import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId, omobilityId } from "../../runtime/param-types.js";
import { optional, repeatable } from "../../runtime/params.js";
import { imobilityTorCnrResponse } from "./documents.js";

/** "A transcript of one of your students is new or different": ids of the caller's partner, who gave them (PROTOCOL 5.20). `receiving_hei_id` says nothing that the key does not, so it may be missing (PROTOCOL 8). */
export const imobilityTorCnrV1 = defineApi({
  name: "imobility-tor-cnr",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tor-cnr/blob/stable-v1/manifest-entry.xsd",
  announces: ["transcript-changed"],
  limits: { "max-omobility-ids": 50 },
  endpoints: {
    url: endpoint({
      methods: ["POST"],
      params: {
        receivingHeiId: optional("receiving_hei_id", heiId),
        omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }),
      },
      response: imobilityTorCnrResponse,
    }),
  },
});
