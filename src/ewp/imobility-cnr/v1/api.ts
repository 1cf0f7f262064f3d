import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId, omobilityId } from "../../runtime/param-types.js";
import { optional, repeatable } from "../../runtime/params.js";
import { imobilityCnrResponse } from "./documents.js";

/** "What I say of these mobilities changed": sent by the receiving institution, the ids are ours (PROTOCOL 5.16). `receiving_hei_id` says nothing that the key does not, so it may be missing (PROTOCOL 8). */
export const imobilityCnrV1 = defineApi({
  name: "imobility-cnr",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-cnr/blob/stable-v1/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  announces: ["imobility-changed"],
  endpoints: {
    url: endpoint({
      methods: ["POST"],
      params: { receivingHeiId: optional("receiving_hei_id", heiId), omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: imobilityCnrResponse,
    }),
  },
});
