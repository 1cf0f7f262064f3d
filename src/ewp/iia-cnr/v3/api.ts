import { defineApi, endpoint } from "../../runtime/define.js";
import { iiaId } from "../../runtime/param-types.js";
import { required } from "../../runtime/params.js";
import { iiaCnrResponse } from "./documents.js";

/** "My copy changed": names an agreement by the *caller's* id (PROTOCOL 5.9). */
export const iiaCnrV3 = defineApi({
  name: "iia-cnr",
  version: "3.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-iia-cnr/blob/stable-v3/manifest-entry.xsd",
  announces: ["iia-copy-changed"],
  endpoints: { url: endpoint({ methods: ["POST"], params: { iiaId: required("iia_id", iiaId) }, response: iiaCnrResponse }) },
});
