import { defineApi, endpoint } from "../../runtime/define.js";
import { academicYear, dateTime, iiaId } from "../../runtime/param-types.js";
import { optional, repeatable } from "../../runtime/params.js";
import { getResponse, indexResponse, statsResponse } from "./documents.js";

/** Agreements that each partner serves its own copy of (PROTOCOL 5.8). */
export const iiasV7 = defineApi({
  name: "iias",
  version: "7.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v7/manifest-entry.xsd",
  limits: { "max-iia-ids": 20 },
  manifestOrder: ["get-url", "max-iia-ids", "index-url", "stats-url"],
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: { iiaIds: repeatable("iia_id", iiaId, { min: 1, max: "max-iia-ids" }) },
      response: getResponse,
    }),
    index: endpoint({
      methods: ["GET", "POST"],
      params: {
        receivingAcademicYearIds: repeatable("receiving_academic_year_id", academicYear),
        modifiedSince: optional("modified_since", dateTime),
      },
      response: indexResponse,
    }),
    stats: endpoint({ methods: ["GET"], params: {}, response: statsResponse }),
  },
});
