import { document } from "../../../xml/schema.js";

/** Always empty (PROTOCOL 5.14). */
export const omobilityCnrResponse = document("https://github.com/erasmus-without-paper/ewp-specs-api-omobility-cnr/tree/stable-v1", "omobility-cnr-response", {});
