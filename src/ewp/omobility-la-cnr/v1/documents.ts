/** Notifications about learning agreements 1.1, and the statistics of incoming ones (PROTOCOL 5.18). */
import { academicYear, integer } from "../../../xml/scalars.js";
import { document, many, one, struct } from "../../../xml/schema.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-la-cnr/tree/stable-v1";
const STATS = `${SPEC}/endpoints/stats-response.xsd`;

/** Always empty. */
export const omobilityLaCnrResponse = document(SPEC, "omobility-la-cnr-response", {});

export const incomingStatsResponse = document(STATS, "las-incoming-stats-response", {
  years: many("academic-year-la-stats", struct(STATS, {
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    total: one("la-incoming-total", integer),
    someVersionApproved: one("la-incoming-some-version-approved", integer),
    latestVersionApproved: one("la-incoming-latest-version-approved", integer),
    latestVersionRejected: one("la-incoming-latest-version-rejected", integer),
    latestVersionAwaiting: one("la-incoming-latest-version-awaiting", integer),
  })),
});
