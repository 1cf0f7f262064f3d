import { document, type DocumentOf } from "../../../xml/schema.js";

/** Always empty (PROTOCOL 5.9). */
export const iiaCnrResponse = document("https://github.com/erasmus-without-paper/ewp-specs-api-iia-cnr/tree/stable-v3", "iia-cnr-response", {});
export type IiaCnrResponse = DocumentOf<typeof iiaCnrResponse>;
