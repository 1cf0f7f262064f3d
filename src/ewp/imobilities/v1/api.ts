import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId, omobilityId } from "../../runtime/param-types.js";
import { repeatable, required } from "../../runtime/params.js";
import { getResponse } from "./documents.js";

/** What the receiving institution says of a mobility: its verdict and the actual dates. Ids are those of the sending institution, which asks; there is no index (PROTOCOL 5.15, 6.4.6). */
export const imobilitiesV1 = defineApi({
  name: "imobilities",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobilities/blob/stable-v1/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  declares: { "sends-notifications": "" },
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: { receivingHeiId: required("receiving_hei_id", heiId), omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: getResponse,
    }),
  },
});
