import { defineApi, endpoint } from "../../runtime/define.js";
import { imobilityTorStatsResponse } from "./documents.js";

/** How many transcripts were issued, per academic year, for the statistics portal (PROTOCOL 5.21). */
export const imobilityTorStatsV1 = defineApi({
  name: "imobility-tor-stats",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tor-stats/blob/stable-v1/manifest-entry.xsd",
  endpoints: { url: endpoint({ methods: ["GET"], params: {}, response: imobilityTorStatsResponse }) },
});
