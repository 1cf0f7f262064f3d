import { document, type DocumentOf, many, one, optional, struct } from "../../../xml/schema.js";
import { iiaId, sha256Hex, string } from "../../../xml/scalars.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-iias-approval/tree/stable-v2";

/** Which of the caller's copies this HEI approved, and in which version (PROTOCOL 5.10). */
export const iiasApprovalResponse = document(SPEC, "iias-approval-response", {
  approvals: many("approval", struct(SPEC, {
    iiaId: one("iia-id", iiaId),
    iiaHash: one("iia-hash", sha256Hex),
    pdfFile: optional("pdf-file", string),
  })),
});
export type IiasApprovalResponse = DocumentOf<typeof iiasApprovalResponse>;
