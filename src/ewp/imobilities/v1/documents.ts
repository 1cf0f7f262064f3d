import { date, enumeration, omobilityId, string } from "../../../xml/scalars.js";
import { document, many, one, optional, struct, type ValueOf } from "../../../xml/schema.js";

const GET = "https://github.com/erasmus-without-paper/ewp-specs-api-imobilities/blob/stable-v1/endpoints/get-response.xsd";

const studentMobility = struct(GET, {
  omobilityId: one("omobility-id", omobilityId),
  status: one("status", enumeration("pending", "verified", "rejected")),
  comment: optional("comment", string),
  actualArrivalDate: optional("actual-arrival-date", date),
  actualDepartureDate: optional("actual-departure-date", date),
});
export type WireIncomingMobility = ValueOf<typeof studentMobility>;

/** What the receiving institution made of nominations, and when the students came and went (PROTOCOL 5.15). */
export const getResponse = document(GET, "imobilities-get-response", { mobilities: many("student-mobility-for-studies", studentMobility) });
