import { defineApi, endpoint } from "../../runtime/define.js";
import { omobilityId } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { getResponse } from "./documents.js";

/** What the receiving institution says of a mobility: the actual dates. Ids are those of the sending institution, which asks; there is no index (PROTOCOL 5.15). */
export const imobilitiesV2 = defineApi({
  name: "imobilities",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobilities/blob/stable-v2/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: { omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: getResponse,
    }),
  },
});
