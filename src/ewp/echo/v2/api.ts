import { defineApi, endpoint } from "../../runtime/define.js";
import { string } from "../../runtime/param-types.js";
import { repeatable } from "../../runtime/params.js";
import { echoResponse } from "./documents.js";

/** PROTOCOL 5.2: the test of the security stack. Never anonymous. */
export const echoV2 = defineApi({
  name: "echo",
  version: "2.0.1",
  encryptable: true,
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-echo/blob/stable-v2/manifest-entry.xsd",
  endpoints: {
    url: endpoint({
      methods: ["GET", "POST"],
      params: { echos: repeatable("echo", string) },
      response: echoResponse,
    }),
  },
});
