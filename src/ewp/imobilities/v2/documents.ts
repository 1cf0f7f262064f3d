import { date, omobilityId } from "../../../xml/scalars.js";
import { document, many, one, optional, struct } from "../../../xml/schema.js";

const GET = "https://github.com/erasmus-without-paper/ewp-specs-api-imobilities/blob/stable-v2/endpoints/get-response.xsd";

/** When the student arrived and left, by the sending institution's ids (PROTOCOL 5.15). */
export const getResponse = document(GET, "imobilities-get-response", {
  mobilities: many("student-mobility", struct(GET, {
    omobilityId: one("omobility-id", omobilityId),
    actualArrivalDate: optional("actual-arrival-date", date),
    actualDepartureDate: optional("actual-departure-date", date),
  })),
});
