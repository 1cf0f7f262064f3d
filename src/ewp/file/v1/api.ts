import { BINARY, defineApi, endpoint } from "../../runtime/define.js";
import { string } from "../../runtime/param-types.js";
import { required } from "../../runtime/params.js";

/** Files that other APIs refer to, immutable under their id (PROTOCOL 5.7). */
export const fileV1 = defineApi({
  name: "file",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-file/blob/stable-v1/manifest-entry.xsd",
  endpoints: { url: endpoint({ methods: ["GET"], params: { fileId: required("file_id", string) }, response: BINARY }) },
});
