import { defineApi, endpoint } from "../../runtime/define.js";
import { omobilityId } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { imobilityCnrResponse } from "./documents.js";

/** "What I say of these mobilities changed": sent by the receiving institution, the ids are ours (PROTOCOL 5.16). */
export const imobilityCnrV2 = defineApi({
  name: "imobility-cnr",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-cnr/blob/stable-v2/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  announces: ["imobility-changed"],
  endpoints: {
    url: endpoint({ methods: ["POST"], params: { omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) }, response: imobilityCnrResponse }),
  },
});
