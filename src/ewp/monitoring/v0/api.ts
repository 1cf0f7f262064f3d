import { defineApi, endpoint } from "../../runtime/define.js";
import { heiId, string } from "../../runtime/param-types.js";
import { optional, required } from "../../runtime/params.js";
import { monitoringResponse } from "./documents.js";

/** PROTOCOL 5.22: where clients tell of problems with servers. Only the network's statistics portal serves it. */
export const monitoringV0 = defineApi({
  name: "monitoring",
  version: "0.2.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-monitoring/blob/stable-v1/manifest-entry.xsd",
  endpoints: {
    url: endpoint({
      methods: ["POST"],
      params: {
        serverHeiId: required("server_hei_id", heiId),
        apiName: required("api_name", string),
        endpointName: optional("endpoint_name", string),
        httpCode: optional("http_code", string),
        serverMessage: optional("server_message", string),
        clientMessage: optional("client_message", string),
      },
      response: monitoringResponse,
    }),
  },
});
