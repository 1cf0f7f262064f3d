import { defineApi, endpoint } from "../../runtime/define.js";
import { iiaId } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { iiasApprovalResponse } from "./documents.js";

/** "Which of my copies did you approve, and in which version?" Ids are the *caller's* (PROTOCOL 5.10). */
export const iiasApprovalV2 = defineApi({
  name: "iias-approval",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-iias-approval/blob/stable-v2/manifest-entry.xsd",
  limits: { "max-iia-ids": 20 },
  endpoints: {
    url: endpoint({
      methods: ["GET", "POST"],
      params: { iiaIds: repeatable("iia_id", iiaId, { min: 1, max: "max-iia-ids" }) },
      response: iiasApprovalResponse,
    }),
  },
});
