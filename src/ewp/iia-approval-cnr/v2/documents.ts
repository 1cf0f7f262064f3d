import { document, type DocumentOf } from "../../../xml/schema.js";

/** Always empty (PROTOCOL 5.11). */
export const iiaApprovalCnrResponse = document(
  "https://github.com/erasmus-without-paper/ewp-specs-api-iia-approval-cnr/tree/stable-v2",
  "iia-approval-cnr-response",
  {},
);
export type IiaApprovalCnrResponse = DocumentOf<typeof iiaApprovalCnrResponse>;
