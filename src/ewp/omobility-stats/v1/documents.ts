import { academicYear, integer } from "../../../xml/scalars.js";
import { document, many, one, struct } from "../../../xml/schema.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-stats/tree/stable-v1";

/** PROTOCOL 5.21. */
export const omobilityStatsResponse = document(SPEC, "omobility-stats-response", {
  years: many("academic-year-stats", struct(SPEC, {
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    pending: one("omobility-pending", integer),
    approved: one("omobility-approved", integer),
  })),
});
