import { defineApi, endpoint } from "../../runtime/define.js";
import { day, heiId, string } from "../../runtime/param-types.js";
import { optional, repeatable, required } from "../../runtime/params.js";
import { coursesResponse } from "./documents.js";

/** The catalogue of courses, still a draft: version 0.7.1 lives in the namespace of version 1 (PROTOCOL 5.6). */
export const coursesV0 = defineApi({
  name: "courses",
  version: "0.7.1",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-courses/blob/stable-v1/manifest-entry.xsd",
  access: "anyone",
  limits: { "max-los-ids": 50, "max-los-codes": 50 },
  endpoints: {
    url: endpoint({
      methods: ["GET", "POST"],
      params: {
        heiId: required("hei_id", heiId),
        // Any text: what cannot be an id is an unknown one, which is left out.
        losIds: repeatable("los_id", string, { max: "max-los-ids" }),
        losCodes: repeatable("los_code", string, { max: "max-los-codes" }),
        loisBefore: optional("lois_before", day),
        loisAfter: optional("lois_after", day),
        losAtDate: optional("los_at_date", day),
      },
      exactlyOneOf: ["losIds", "losCodes"],
      response: coursesResponse,
    }),
  },
});
