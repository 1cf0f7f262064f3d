import { defineApi, endpoint } from "../../runtime/define.js";
import { omobilityId } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { omobilityCnrResponse } from "./documents.js";

/** "These nominations of mine changed": ids are the caller's (PROTOCOL 5.14). */
export const omobilityCnrV2 = defineApi({
  name: "omobility-cnr",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-cnr/blob/stable-v2/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  announces: ["omobility-changed"],
  endpoints: {
    url: endpoint({ methods: ["POST"], params: { omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) }, response: omobilityCnrResponse }),
  },
});
