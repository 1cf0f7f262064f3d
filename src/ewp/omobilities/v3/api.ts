import { enumeration } from "../../../xml/scalars.js";
import { defineApi, endpoint, updateEndpoint } from "../../runtime/define.js";
import { academicYear, dateTime, omobilityId, string } from "../../runtime/param-types.js";
import { optional, repeatable } from "../../runtime/params.js";
import { getResponse, indexResponse, updateRequest, updateResponse } from "./documents.js";

/** Nominations: served by the sending institution, decided by the receiving one through `update` (PROTOCOL 5.13, 6.4). */
export const omobilitiesV3 = defineApi({
  name: "omobilities",
  version: "3.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v3/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: { omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: getResponse,
    }),
    index: endpoint({
      methods: ["GET", "POST"],
      params: {
        receivingAcademicYearId: optional("receiving_academic_year_id", academicYear),
        modifiedSince: optional("modified_since", dateTime),
        globalId: optional("global_id", string),
        activityAttributes: optional("activity_attributes", enumeration("long-term", "short-term-blended", "short-term-doctoral")),
      },
      response: indexResponse,
    }),
    update: updateEndpoint({ body: updateRequest, response: updateResponse }),
  },
});
