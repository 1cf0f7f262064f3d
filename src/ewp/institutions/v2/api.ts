import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { institutionsResponse } from "./documents.js";

/** Public facts of an institution (PROTOCOL 5.3). */
export const institutionsV2 = defineApi({
  name: "institutions",
  version: "2.2.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-institutions/blob/stable-v2/manifest-entry.xsd",
  access: "anyone",
  limits: { "max-hei-ids": 20 },
  endpoints: {
    url: endpoint({
      methods: ["GET", "POST"],
      params: { heiIds: repeatable("hei_id", heiId, { min: 1, max: "max-hei-ids" }) },
      response: institutionsResponse,
    }),
  },
});
