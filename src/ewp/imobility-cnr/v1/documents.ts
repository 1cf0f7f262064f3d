import { document } from "../../../xml/schema.js";

/** Always empty (PROTOCOL 5.16). */
export const imobilityCnrResponse = document("https://github.com/erasmus-without-paper/ewp-specs-api-imobility-cnr/tree/stable-v1", "imobility-cnr-response", {});
