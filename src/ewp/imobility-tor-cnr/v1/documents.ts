import { document, type DocumentOf } from "../../../xml/schema.js";

/** Always empty (PROTOCOL 5.20). */
export const imobilityTorCnrResponse = document("https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tor-cnr/tree/stable-v1", "imobility-tor-cnr-response", {});
export type ImobilityTorCnrResponse = DocumentOf<typeof imobilityTorCnrResponse>;
