import { defineApi, endpoint } from "../../runtime/define.js";
import { manifest } from "./documents.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-discovery/blob/stable-v6";

/** PROTOCOL 2.1: one static document per institution, for the registry. Served at `/ewp/<heiId>/manifest.xml`. */
export const discoveryV6 = defineApi({
  name: "discovery",
  version: "6.0.0",
  manifestNamespace: `${SPEC}/manifest-entry.xsd`,
  access: "discovery",
  endpoints: { url: endpoint({ methods: ["GET"], params: {}, response: manifest }) },
});
