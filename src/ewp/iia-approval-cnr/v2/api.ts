import { defineApi, endpoint } from "../../runtime/define.js";
import { iiaId } from "../../runtime/param-types.js";
import { required } from "../../runtime/params.js";
import { iiaApprovalCnrResponse } from "./documents.js";

/** "My approval of your copy changed": names an agreement by the *receiver's* id, unlike IIA CNR (PROTOCOL 5.11). */
export const iiaApprovalCnrV2 = defineApi({
  name: "iia-approval-cnr",
  version: "2.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-iia-approval-cnr/blob/stable-v2/manifest-entry.xsd",
  announces: ["iia-approval-changed"],
  endpoints: { url: endpoint({ methods: ["POST"], params: { iiaId: required("iia_id", iiaId) }, response: iiaApprovalCnrResponse }) },
});
