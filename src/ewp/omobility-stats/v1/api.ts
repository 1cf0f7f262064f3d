import { defineApi, endpoint } from "../../runtime/define.js";
import { omobilityStatsResponse } from "./documents.js";

/** How many nominations wait and how many were approved, per academic year, for the statistics portal (PROTOCOL 5.21, 6.7). */
export const omobilityStatsV1 = defineApi({
  name: "omobility-stats",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-stats/blob/stable-v1/manifest-entry.xsd",
  endpoints: { url: endpoint({ methods: ["GET"], params: {}, response: omobilityStatsResponse }) },
});
