import { defineApi, endpoint } from "../../runtime/define.js";
import { asciiId, heiId, string } from "../../runtime/param-types.js";
import { repeatable, required } from "../../runtime/params.js";
import { ounitsResponse } from "./documents.js";

/** Organizational units; the manifest element is `organizational-units` (PROTOCOL 5.4). */
export const ounitsV2 = defineApi({
  name: "ounits",
  element: "organizational-units",
  version: "2.1.1",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-ounits/blob/stable-v2/manifest-entry.xsd",
  access: "anyone",
  limits: { "max-ounit-ids": 50, "max-ounit-codes": 50 },
  endpoints: {
    url: endpoint({
      methods: ["GET", "POST"],
      params: {
        heiId: required("hei_id", heiId),
        ounitIds: repeatable("ounit_id", asciiId, { max: "max-ounit-ids" }),
        ounitCodes: repeatable("ounit_code", string, { max: "max-ounit-codes" }),
      },
      exactlyOneOf: ["ounitIds", "ounitCodes"],
      response: ounitsResponse,
    }),
  },
});
