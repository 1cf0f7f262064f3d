import { document, type DocumentOf, many, one, struct } from "../../../xml/schema.js";
import { academicYear, integer } from "../../../xml/scalars.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tor-stats/tree/stable-v1";

/** PROTOCOL 5.21. */
export const imobilityTorStatsResponse = document(SPEC, "imobility-tor-stats-response", {
  years: many("academic-year-stats", struct(SPEC, {
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    imobilityTorTotal: one("imobility-tor-total", integer),
  })),
});
export type ImobilityTorStatsResponse = DocumentOf<typeof imobilityTorStatsResponse>;
