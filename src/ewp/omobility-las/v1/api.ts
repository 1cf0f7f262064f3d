import { enumeration } from "../../../xml/scalars.js";
import { defineApi, endpoint, updateEndpoint } from "../../runtime/define.js";
import { academicYear, dateTime, heiId, omobilityId, string } from "../../runtime/param-types.js";
import { optional, repeatable, required } from "../../runtime/params.js";
import { getResponse, indexResponse, statsResponse, updateRequest, updateResponse } from "./documents.js";

/** Learning agreements as the sending institution serves them; the receiving one approves or comments proposals by `update` (PROTOCOL 5.17). */
export const omobilityLasV1 = defineApi({
  name: "omobility-las",
  version: "1.2.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-las/blob/stable-v1/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: {
        sendingHeiId: required("sending_hei_id", heiId),
        omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }),
      },
      response: getResponse,
    }),
    index: endpoint({
      methods: ["GET", "POST"],
      params: {
        sendingHeiId: required("sending_hei_id", heiId),
        receivingHeiIds: repeatable("receiving_hei_id", heiId),
        receivingAcademicYearId: optional("receiving_academic_year_id", academicYear),
        globalId: optional("global_id", string),
        mobilityType: optional("mobility_type", enumeration("blended", "doctoral", "semester")),
        modifiedSince: optional("modified_since", dateTime),
      },
      response: indexResponse,
    }),
    update: updateEndpoint({ body: updateRequest, response: updateResponse }),
    stats: endpoint({ methods: ["GET"], params: {}, response: statsResponse }),
  },
});
