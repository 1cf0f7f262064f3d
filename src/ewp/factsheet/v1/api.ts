import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { factsheetResponse } from "./documents.js";

/** What exchange students have to know (PROTOCOL 5.5). */
export const factsheetV1 = defineApi({
  name: "factsheet",
  version: "1.2.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-factsheet/blob/stable-v1/manifest-entry.xsd",
  access: "anyone",
  limits: { "max-hei-ids": 20 },
  endpoints: {
    url: endpoint({
      methods: ["GET", "POST"],
      params: { heiIds: repeatable("hei_id", heiId, { min: 1, max: "max-hei-ids" }) },
      response: factsheetResponse,
    }),
  },
});
