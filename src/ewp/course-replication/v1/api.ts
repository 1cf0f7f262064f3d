import { defineApi, endpoint } from "../../runtime/define.js";
import { dateTime, heiId } from "../../runtime/param-types.js";
import { optional, required } from "../../runtime/params.js";
import { courseReplicationResponse } from "./documents.js";

/** Ids of all courses, so that others can keep a copy of the catalogue (PROTOCOL 5.7). */
export const courseReplicationV1 = defineApi({
  name: "course-replication",
  element: "simple-course-replication",
  version: "1.0.0",
  manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-course-replication/blob/stable-v1/manifest-entry.xsd",
  access: "anyone",
  declares: { "allows-anonymous-access": "true", "supports-modified-since": "true" },
  endpoints: {
    url: endpoint({
      methods: ["GET", "POST"],
      params: { heiId: required("hei_id", heiId), modifiedSince: optional("modified_since", dateTime) },
      response: courseReplicationResponse,
    }),
  },
});
