import { document, type DocumentOf } from "../../../xml/schema.js";

/** Always empty (PROTOCOL 5.22). */
export const monitoringResponse = document("https://github.com/erasmus-without-paper/ewp-specs-api-monitoring/tree/stable-v1", "monitoring-response", {});
export type MonitoringResponse = DocumentOf<typeof monitoringResponse>;
