import { defineApi, endpoint } from "../../runtime/define.js";
import { academicYear, dateTime, heiId, omobilityId } from "../../runtime/param-types.js";
import { optional, repeatable, required } from "../../runtime/params.js";
import { getResponse, indexResponse } from "./documents.js";

/** Nominations by the older workflow: served by the sending institution, which reads the receiving one's verdict from Incoming Mobilities 1 (PROTOCOL 5.12, 6.4.6). */
export const omobilitiesV2 = defineApi({
  name: "omobilities",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v2/manifest-entry.xsd",
  limits: { "max-omobility-ids": 50 },
  declares: { "sends-notifications": "" },
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: { sendingHeiId: required("sending_hei_id", heiId), omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: getResponse,
    }),
    index: endpoint({
      methods: ["GET", "POST"],
      params: {
        sendingHeiId: required("sending_hei_id", heiId),
        receivingHeiIds: repeatable("receiving_hei_id", heiId),
        receivingAcademicYearId: optional("receiving_academic_year_id", academicYear),
        modifiedSince: optional("modified_since", dateTime),
      },
      response: indexResponse,
    }),
  },
  manifestOrder: ["get-url", "index-url", "max-omobility-ids", "sends-notifications"],
});
